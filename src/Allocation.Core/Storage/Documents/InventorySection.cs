using System.Text.Json;
using Allocation.Core.Inventories;

namespace Allocation.Core.Storage.Documents;

/// <summary>Registered inventories. Their settings may hold secrets, so a document is to be kept as a store is.</summary>
internal sealed class InventorySection : RowSection<InventoryRegistration>
{
    /// <inheritdoc/>
    public override string Name => "inventories";

    /// <inheritdoc/>
    protected override IEnumerable<InventoryRegistration> All(IStoreSession session) => session.Inventories.All();

    /// <inheritdoc/>
    protected override string Key(InventoryRegistration row) => NameKey.Of(row.Name);

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, InventoryRegistration row)
    {
        writer.Text("name", row.Name);
        writer.Text("kind", row.Kind.ToString());
        writer.Object("settings", row.Settings.ToJson());
        writer.Time("createdAt", row.CreatedAt);
    }

    /// <inheritdoc/>
    protected override InventoryRegistration Read(DocumentRow fields) => new(
        fields.Text("name"),
        fields.Choice<InventoryKind>("kind"),
        Settings(fields),
        fields.Time("createdAt"));

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, InventoryRegistration row) => session.Inventories.Add(row);

    private static InventorySettings Settings(DocumentRow fields)
    {
        try
        {
            return InventorySettings.Parse(fields.OptionalObject("settings") ?? throw fields.Mistake("settings", "is missing"));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw fields.Mistake("settings", "must be settings of an inventory");
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Allocation.Core.Definitions;

namespace Allocation.Core.Storage.Documents;

/// <summary>Versions of service definitions. Their documents stand as text, so that they come back to the letter.</summary>
public sealed class DefinitionSection : RowSection<DefinitionRecord>
{
    /// <inheritdoc/>
    public override string Name => "definitions";

    /// <inheritdoc/>
    protected override IEnumerable<DefinitionRecord> All(IStoreSession session) => session.Definitions.All();

    /// <inheritdoc/>
    protected override string Key(DefinitionRecord row) => string.Create(CultureInfo.InvariantCulture, $"{row.Name}/{row.Version}");

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, DefinitionRecord row)
    {
        writer.Text("name", row.Name);
        writer.Number("version", row.Version);
        writer.Text("document", row.Document);
        writer.Time("registeredAt", row.RegisteredAt);
        writer.WriteBoolean("retired", row.Retired);
    }

    /// <inheritdoc/>
    protected override DefinitionRecord Read(DocumentRow fields) =>
        new(fields.Text("name"), (int)fields.Number("version"), fields.Text("document"), fields.Time("registeredAt"), fields.Flag("retired"));

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, DefinitionRecord row) => session.Definitions.Add(row);
}

using System.Globalization;
using System.Text.Json;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;

namespace Allocation.Core.Storage.Documents;

/// <summary>Rows that are in the document as one object each, as <see cref="RowJson"/> writes them.</summary>
/// <typeparam name="T">The row.</typeparam>
internal abstract class BodySection<T> : RowSection<T>
    where T : class
{
    private const string Body = "row";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, T row) => writer.Object(Body, RowJson.Write(row));

    /// <inheritdoc/>
    protected override T Read(DocumentRow fields)
    {
        var json = fields.OptionalObject(Body) ?? throw fields.Mistake(Body, "is missing");
        try
        {
            return RowJson.Read<T>(json);
        }
        catch (JsonException e)
        {
            throw fields.Mistake(Body, $"cannot be read as a row: {e.Message}");
        }
    }
}

/// <summary>Resource pools.</summary>
internal sealed class ResourcePoolSection : BodySection<ResourcePool>
{
    /// <inheritdoc/>
    public override string Name => "resourcePools";

    /// <inheritdoc/>
    protected override IEnumerable<ResourcePool> All(IStoreSession session) => session.ResourcePools.All();

    /// <inheritdoc/>
    protected override string Key(ResourcePool row) => row.Name;

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ResourcePool row) => session.ResourcePools.Add(row);
}

/// <summary>Resources of resource pools, living and ended.</summary>
internal sealed class ResourceSection : BodySection<PoolResource>
{
    /// <inheritdoc/>
    public override string Name => "resources";

    /// <inheritdoc/>
    protected override IEnumerable<PoolResource> All(IStoreSession session) => session.Resources.Query(new ResourceQuery
    {
        Living = false,
    });

    /// <inheritdoc/>
    protected override string Key(PoolResource row) => LedgerText.Of(row.Id);

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, PoolResource row)
    {
        session.Resources.Add(row);
        return true;
    }
}

/// <summary>Tickets, open and over.</summary>
internal sealed class TicketSection : BodySection<ResourceTicket>
{
    /// <inheritdoc/>
    public override string Name => "tickets";

    /// <inheritdoc/>
    protected override IEnumerable<ResourceTicket> All(IStoreSession session) => session.Tickets.Query(new TicketQuery());

    /// <inheritdoc/>
    protected override string Key(ResourceTicket row) => LedgerText.Of(row.Id);

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ResourceTicket row)
    {
        session.Tickets.Add(row);
        return true;
    }
}

/// <summary>Who keeps the pools going. A store is empty whoever looks after it.</summary>
internal sealed class ManagerSection : BodySection<ManagerRecord>
{
    /// <inheritdoc/>
    public override string Name => "managers";

    /// <inheritdoc/>
    public override bool IsEmpty(IStoreSession session) => true;

    /// <inheritdoc/>
    protected override IEnumerable<ManagerRecord> All(IStoreSession session) => session.Queue.Managers();

    /// <inheritdoc/>
    protected override string Key(ManagerRecord row) => row.Id;

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ManagerRecord row)
    {
        session.Queue.SaveManager(row);
        return true;
    }
}

/// <summary>Versions of service definitions. Their documents stand as text, so that they come back to the letter.</summary>
internal sealed class DefinitionSection : RowSection<DefinitionRecord>
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
        new(fields.Text("name"), (int)fields.Number("version"), fields.Text("document"),
            fields.Time("registeredAt"), fields.Flag("retired"));

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, DefinitionRecord row) => session.Definitions.Add(row);
}

using System.Text.Json;
using Allocation.Core.Services;

namespace Allocation.Core.Storage.Documents;

/// <summary>What happened to service instances.</summary>
internal sealed class HistorySection : RowSection<ServiceHistoryRecord>
{
    /// <inheritdoc/>
    public override string Name => "history";

    /// <inheritdoc/>
    protected override IEnumerable<ServiceHistoryRecord> All(IStoreSession session) => session.History.All();

    /// <inheritdoc/>
    protected override IEnumerable<ServiceHistoryRecord> Present(IStoreSession session) => [];

    /// <inheritdoc/>
    protected override string Key(ServiceHistoryRecord row) => row.Id;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, ServiceHistoryRecord row)
    {
        writer.Text("id", row.Id);
        writer.Text("serviceId", row.ServiceId);
        writer.Time("at", row.At);
        writer.Text("events", row.Events);
    }

    /// <inheritdoc/>
    protected override ServiceHistoryRecord Read(DocumentRow fields) =>
        new(fields.Text("id"), fields.Text("serviceId"), fields.Time("at"), fields.Text("events"));

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ServiceHistoryRecord row)
    {
        session.History.Add(row);
        return true;
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryServiceHistoryRows(MemorySession session) : IServiceHistoryRows
{
    public IEnumerable<ServiceHistoryRecord> Of(string serviceId) =>
        session.State.History.Between((serviceId, ""), (KeyOrder.After(serviceId), ""));

    public IEnumerable<ServiceHistoryRecord> All() => session.State.History.Rows;

    public void Add(ServiceHistoryRecord record)
    {
        if (session.State.History.Contains((record.ServiceId, record.Id)))
            throw new StoreConflictException("memory", $"the history already has {record.Id}");
        session.State = session.State with { History = session.State.History.With((record.ServiceId, record.Id), record) };
    }
}

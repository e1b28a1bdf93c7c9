using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryQueueRows(MemorySession session) : IQueueRows
{
    public QueueState Read() => session.State.Queue;

    // Writers are alone anyway.
    public QueueState Lock() => Read();

    public void Save(QueueState state) => session.State = session.State with { Queue = state };

    public IReadOnlyList<ManagerRecord> Managers() => [.. session.State.Managers.Rows];

    public void SaveManager(ManagerRecord manager) =>
        session.State = session.State with { Managers = session.State.Managers.With(manager.Id, manager) };

    public void RemoveManager(string id) =>
        session.State = session.State with { Managers = session.State.Managers.Without(id) };
}

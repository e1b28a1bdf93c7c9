using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;

namespace Allocation.Core.Storage.Rows;

/// <summary>What tickets and resources share: the row that all their changes pass through, and who keeps the pools going.</summary>
public interface IQueueRows
{
    /// <summary>The state of the queue, as of now.</summary>
    QueueState Read();

    /// <summary>
    /// As <see cref="Read"/>; and until the session ends no other session gets past this call. Whoever changes tickets,
    /// resources or resource pools calls this first, before it locks anything else.
    /// </summary>
    QueueState Lock();

    /// <summary>Replaces the state.</summary>
    void Save(QueueState state);

    /// <summary>All managers that have not left, by id.</summary>
    IReadOnlyList<ManagerRecord> Managers();

    /// <summary>Adds a manager, or replaces the one with that id.</summary>
    void SaveManager(ManagerRecord manager);

    /// <summary>Removes a manager; nothing when it is not there.</summary>
    void RemoveManager(string id);
}

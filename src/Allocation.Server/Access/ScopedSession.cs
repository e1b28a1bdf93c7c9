using Allocation.Core.Access;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Server.Access;

/// <summary>A transaction in which a caller takes from his own pools only.</summary>
internal sealed class ScopedSession(IStoreSession inner, PoolScope scope) : IStoreSession
{
    public IAllocationRows Allocations { get; } = new ScopedAllocations(inner.Allocations, scope);

    public IIntentRows Intents { get; } = new ScopedIntents(inner.Intents, scope);

    public IPoolRows Pools => inner.Pools;

    public IFreeRangeRows FreeRanges => inner.FreeRanges;

    public ICoolingRows Cooling => inner.Cooling;

    public IServiceRows Services => inner.Services;

    public IServiceHistoryRows History => inner.History;

    public IDefinitionRows Definitions => inner.Definitions;

    public INoteRows Notes => inner.Notes;

    public IRequestRows Requests => inner.Requests;

    public IInventoryRows Inventories => inner.Inventories;

    public IResourcePoolRows ResourcePools => inner.ResourcePools;

    public IResourceRows Resources => inner.Resources;

    public ITicketRows Tickets => inner.Tickets;

    public IQueueRows Queue => inner.Queue;

    public IEventRows Events => inner.Events;
}

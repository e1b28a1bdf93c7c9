using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;

namespace Allocation.Server.Access;

/// <summary>Allocations, of which a caller adds those of his own pools only. What tickets and resources get is not his choice: a pass over
/// the queue serves others too.</summary>
internal sealed class ScopedAllocations(IAllocationRows inner, PoolScope scope) : IAllocationRows
{
    public AllocationRecord? FindActive(string pool, string resourceId) => inner.FindActive(pool, resourceId);

    public AllocationRecord? Find(string reservationId) => inner.Find(reservationId);

    public IReadOnlyList<AllocationRecord> ActiveOf(string leaseId) => inner.ActiveOf(leaseId);

    public bool HasActive(string leaseId) => inner.HasActive(leaseId);

    public IEnumerable<AllocationRecord> ActiveIn(string pool, NumberRange range) => inner.ActiveIn(pool, range);

    public IReadOnlySet<string> HeldDirectly(IEnumerable<string> names) => inner.HeldDirectly(names);

    public long CountActive(string pool) => inner.CountActive(pool);

    public IEnumerable<AllocationRecord> Query(AllocationQuery query) => inner.Query(query);

    public long Count(AllocationQuery query) => inner.Count(query);

    public IEnumerable<AllocationRecord> OfLostServices(string state) => inner.OfLostServices(state);

    public void Add(AllocationRecord allocation)
    {
        if (allocation.LeaseKind is not (LeaseKind.Ticket or LeaseKind.Resource)) scope.Need(allocation.Pool);
        inner.Add(allocation);
    }

    public bool Update(AllocationRecord allocation) => inner.Update(allocation);

    public bool Remove(string reservationId) => inner.Remove(reservationId);

    public IEnumerable<HourlyChange> ChangesSince(DateTimeOffset since) => inner.ChangesSince(since);
}

using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Allocations, each of which is told with its lease.</summary>
internal sealed class RecordedAllocations(IAllocationRows inner, Recorder recorder) : IAllocationRows
{
    private readonly SeenRows<string, AllocationRecord> _seen = new(line => line.ReservationId, inner.Find);

    public AllocationRecord? FindActive(string pool, string resourceId) => _seen.See(inner.FindActive(pool, resourceId));

    public AllocationRecord? Find(string reservationId) => _seen.See(inner.Find(reservationId));

    public IReadOnlyList<AllocationRecord> ActiveOf(string leaseId) => [.. _seen.See(inner.ActiveOf(leaseId))];

    public bool HasActive(string leaseId) => inner.HasActive(leaseId);

    public IEnumerable<AllocationRecord> ActiveIn(string pool, NumberRange range) => _seen.See(inner.ActiveIn(pool, range));

    public IReadOnlySet<string> HeldDirectly(IEnumerable<string> names) => inner.HeldDirectly(names);

    public long CountActive(string pool) => inner.CountActive(pool);

    public IEnumerable<AllocationRecord> Query(AllocationQuery query) => _seen.See(inner.Query(query));

    public long Count(AllocationQuery query) => inner.Count(query);

    public IEnumerable<AllocationRecord> OfLostServices(string state) => inner.OfLostServices(state);

    public void Add(AllocationRecord allocation)
    {
        inner.Add(allocation);
        _seen.Set(allocation);
        recorder.Line(null, allocation);
    }

    public bool Update(AllocationRecord allocation)
    {
        var before = _seen.Get(allocation.ReservationId);
        if (!inner.Update(allocation)) return false;
        _seen.Set(allocation);
        recorder.Line(before, allocation);
        return true;
    }

    // What is removed is over; that it is forgotten is told once for all.
    public bool Remove(string reservationId) => inner.Remove(reservationId);

    public IEnumerable<HourlyChange> ChangesSince(DateTimeOffset since) => inner.ChangesSince(since);
}

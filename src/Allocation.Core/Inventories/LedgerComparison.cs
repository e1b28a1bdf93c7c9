using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>Compares active allocations with the clock and with what the inventories have.</summary>
internal sealed class LedgerComparison(IAllocationStore store, TimeProvider clock, InventoryDirectory directory, IntentLog intents)
{
    /// <summary>Allocations whose date has passed.</summary>
    public IEnumerable<AllocationLeak> Expired(CancellationToken cancellation)
    {
        var now = clock.Now();
        return store
            .Stream(session => session.Allocations.Query(new AllocationQuery { Expired = true, AsOf = now }), cancellation)
            .Select(a => Leak(a, LeakKind.ExpiredLease, a.EndDate!.Value, $"its lease ended at {a.EndDate:u}"));
    }

    /// <summary>Allocations that their inventory does not know.</summary>
    public IEnumerable<AllocationLeak> UnknownOutside(CancellationToken cancellation)
    {
        // First the ledger, then the inventory: what is in the ledger was taken outside before.
        var held = store.Read(
            session => session.Allocations.Query(new AllocationQuery { State = AllocationState.Active }).Where(a => InventoryPool.IsOutside(a.Pool) && a.Value is not null).ToList(),
            cancellation);
        foreach (var pool in held.GroupBy(a => a.Pool))
        {
            foreach (var missing in Missing(pool.Key, [.. pool], cancellation).Where(a => IsSettled(a, cancellation)))
                yield return Leak(missing, LeakKind.UnknownToInventory, missing.StartDate, "the ledger holds it, and the inventory does not know it as taken by this lease");
        }
    }

    private IReadOnlyList<AllocationRecord> Missing(string pool, IReadOnlyList<AllocationRecord> held, CancellationToken cancellation)
    {
        try
        {
            var inventory = directory.Get(store, pool);
            if (!inventory.CanList) return inventory.CanFind ? held.Where(a => inventory.Find(TagOf(a), cancellation)?.Number != a.Value).ToList() : [];
            var listed = inventory.List(cancellation).ToLookup(e => e.Number);
            return held.Where(a => !listed[a.Value!.Value].Any(e => Fits(e, a))).ToList();
        }
        catch (AllocationException e)
        {
            InventoryNotices.Tell($"{pool} could not be compared with the ledger: {e.Message}");
            return [];
        }
    }

    private static bool Fits(InventoryEntry entry, AllocationRecord held) =>
        (entry.Id is null || held.Handle is null || entry.Id == held.Handle) && (entry.Tag is null || entry.Tag.Means(TagOf(held)));

    private static InventoryTag TagOf(AllocationRecord held) => new(held.LeaseId, held.Attribute, held.ReservationId) { OwnerName = held.LeaseName };

    // It may have been given back since it was read, or be about to be.
    private bool IsSettled(AllocationRecord held, CancellationToken cancellation) => store.Read(
        session => session.Allocations.Find(held.ReservationId)?.State == AllocationState.Active
            && !session.Intents.OfLease(held.LeaseId).Any(i => i.ReservationId == held.ReservationId && intents.IsInFlight(i)),
        cancellation);

    private static AllocationLeak Leak(AllocationRecord held, LeakKind kind, DateTimeOffset since, string detail) => new()
    {
        Kind = kind,
        Pool = held.Pool,
        Value = held.Value,
        Handle = held.Handle,
        LeaseId = held.LeaseId,
        LeaseName = held.LeaseName,
        Attribute = held.Attribute,
        ReservationId = held.ReservationId,
        Since = since,
        Detail = detail,
    };
}

using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>Compares active allocations with the clock and with what the inventories have.</summary>
internal sealed class LedgerComparison(IAllocationStore store, TimeProvider clock, InventoryDirectory directory, IntentLog intents)
{
    /// <summary>Allocations whose date has passed.</summary>
    public IEnumerable<AllocationLeak> Expired(CancellationToken cancellation)
    {
        var now = clock.Now();
        return new LedgerPages(store)
            .Read(new AllocationQuery { Expired = true, AsOf = now }, cancellation)
            .Select(a => Leak(a, LeakKind.ExpiredLease, a.EndDate!.Value, $"its lease ended at {a.EndDate:u}"));
    }

    /// <summary>Allocations that their inventory does not know.</summary>
    public IEnumerable<AllocationLeak> UnknownExternal(CancellationToken cancellation)
    {
        // First the ledger, then the inventory: what is in the ledger was taken outside before.
        var held = store.Read(
            session =>
                session.Allocations.Query(new AllocationQuery { State = AllocationState.Active })
                .Where(a => PoolReference.IsExternal(a.Pool) && a.Value is not null).ToList(),
            cancellation);
        foreach (var pool in held.GroupBy(a => a.Pool))
        {
            foreach (var (line, listed) in Missing(pool.Key, [.. pool], cancellation).Where(m => IsSettled(m.Held, m.Listed, cancellation)))
            {
                yield return listed is null
                    ? Leak(line, LeakKind.UnknownToInventory, line.StartDate,
                        "the ledger holds it, but the inventory does not list it as taken by this lease")
                    : Leak(line, LeakKind.ChangedId, line.StartDate, Changed(line, listed)) with { ListedHandle = listed.Id };
            }
        }
    }

    /// <summary>Numbers that an inventory has for a service of ours, which does not hold them, and of which no intent tells.</summary>
    public IEnumerable<AllocationLeak> UnknownToLedger(CancellationToken cancellation)
    {
        foreach (var inventory in store.Read(directory.All, cancellation).Where(i => i is { Kind: InventoryKind.Tagged, CanList: true }))
        {
            // First the inventory, then the ledger: what was written down meanwhile was not listed. And what was given back
            // meanwhile is not found a second time.
            var unknown = Listed(inventory, cancellation).Where(e => e.Tag is not null).Select(e => Unknown(inventory, e, cancellation))
                .OfType<AllocationLeak>().ToList();
            if (unknown.Count == 0) continue;
            var still = Listed(inventory, cancellation).Select(e => (e.Number, e.Tag?.Owner)).ToHashSet();
            foreach (var leak in unknown.Where(leak => still.Contains((leak.Value!.Value, leak.LeaseId)))) yield return leak;
        }
    }

    private IReadOnlyList<InventoryEntry> Listed(IInventory inventory, CancellationToken cancellation)
    {
        try
        {
            return inventory.List(cancellation);
        }
        catch (AllocationException e)
        {
            InventoryNotices.Tell($"{inventory.Pool} could not be compared with the ledger: {e.Message}");
            return [];
        }
    }

    private AllocationLeak? Unknown(IInventory inventory, InventoryEntry entry, CancellationToken cancellation) => store.Read(
        session =>
        {
            var tag = entry.Tag!;
            if (session.Services.Find(tag.Owner) is not { } service
                || session.Allocations.FindActive(inventory.Pool, LedgerText.Of(entry.Number)) is not null)
            {
                return null;
            }

            // Another name of the same inventory may have given it.
            if (session.Allocations.ActiveOf(tag.Owner).Any(held => held.Value == entry.Number && tag.Means(TagOf(held)))) return null;
            if (session.Intents.OfLease(tag.Owner).Any(i => i.IsDismissed
                ? i.Dismisses(entry) && i.Pool == inventory.Pool
                : i.Tag.Means(tag) || (i.Pool == inventory.Pool && (intents.IsInFlight(i) || i.Number == entry.Number))))
            {
                return null;
            }
            return new AllocationLeak
            {
                Kind = LeakKind.UnknownToLedger,
                Pool = inventory.Pool,
                Value = entry.Number,
                Handle = entry.Id,
                LeaseId = service.Id,
                LeaseName = service.Name,
                Attribute = tag.Attribute,
                Key = tag.Key,
                Since = service.UpdatedAt,
                Detail = $"the inventory lists it for {tag.Attribute} of '{service.Name}', which does not hold it",
            };
        },
        cancellation);

    private static string Changed(AllocationRecord held, InventoryEntry listed) =>
        $"the ledger holds it under the id '{held.Handle}', and the inventory has it under '{listed.Id}': " + (listed.Tag is null
            ? "its id changed, or another user of the inventory took it after it was freed there"
            : "its id changed");

    // Lines that their inventory does not have so, each with the row that it has of the number under another id.
    private IReadOnlyList<(AllocationRecord Held, InventoryEntry? Listed)> Missing(string pool, IReadOnlyList<AllocationRecord> held,
        CancellationToken cancellation)
    {
        try
        {
            var inventory = directory.Get(store, pool);
            if (!inventory.CanList && !inventory.CanFind) return [];
            var listed = inventory.CanList ? inventory.List(cancellation).ToLookup(e => e.Number) : null;
            return held
                .Select(a => (Held: a, Rows: listed is not null
                    ? [.. listed[a.Value!.Value].Where(e => IsFor(e, a))]
                    : Found(inventory, a, cancellation)))
                .Where(m => !m.Rows.Exists(e => !LedgerGuard.Differ(m.Held.Handle, e.Id)))
                .Select(m => (m.Held, m.Rows.FirstOrDefault()))
                .ToList();
        }
        catch (AllocationException e)
        {
            InventoryNotices.Tell($"{pool} could not be compared with the ledger: {e.Message}");
            return [];
        }
    }

    private static List<InventoryEntry> Found(IInventory inventory, AllocationRecord held, CancellationToken cancellation) =>
        inventory.Find(TagOf(held), cancellation) is { } found && found.Number == held.Value ? [found] : [];

    private static bool IsFor(InventoryEntry entry, AllocationRecord held) => entry.Tag is null || entry.Tag.Means(TagOf(held));

    private static InventoryTag TagOf(AllocationRecord held) => new(held.LeaseId, held.Attribute, held.ReservationId)
    {
        OwnerName = held.LeaseName,
    };

    // It may have been given back since it was read, or be about to be.
    private bool IsSettled(AllocationRecord held, InventoryEntry? listed, CancellationToken cancellation) => store.Read(
        session => session.Allocations.Find(held.ReservationId)?.State == AllocationState.Active
            && !session.Intents.OfLease(held.LeaseId).Any(i => i.ReservationId == held.ReservationId
                && (intents.IsInFlight(i) || (i.IsDismissed && i.Handle == (listed?.Id ?? held.Handle)))),
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

using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>
/// Forgets what people dismissed as soon as the list of the inventory does not have it any more, so that a later row of the same number is
/// reported, and is not freed by a repair of the former case.
/// </summary>
internal sealed class OutdatedDismissals(IAllocationStore store, InventoryDirectory directory)
{
    /// <summary>Asks each inventory of which something is remembered and that has a list.</summary>
    public void Forget(CancellationToken cancellation)
    {
        var dismissed = store.Read(session => session.Intents.All().Where(i => i.IsDismissed).ToList(), cancellation);
        foreach (var pool in dismissed.GroupBy(i => i.Pool))
        {
            cancellation.ThrowIfCancellationRequested();
            if (List(pool.Key, cancellation) is not { } listed) continue;
            foreach (var intent in pool) store.Run(session => Forget(session, intent, listed), cancellation);
        }
    }

    private ILookup<long, InventoryEntry>? List(string pool, CancellationToken cancellation)
    {
        try
        {
            return directory.Get(store, pool) is { CanList: true } inventory ? inventory.List(cancellation).ToLookup(e => e.Number) : null;
        }
        catch (AllocationException e)
        {
            InventoryNotices.Tell($"What was dismissed of {pool} could not be compared with it: {e.Message}");
            return null;
        }
    }

    private static bool Forget(IStoreSession session, IntentRecord intent, ILookup<long, InventoryEntry> listed)
    {
        var rows = listed[intent.Number!.Value].Where(e => e.Tag is null || e.Tag.Means(intent.Tag)).ToList();
        var isThere = intent.Purpose == IntentPurpose.Release
            ? Differs(session, intent, rows)
            : rows.Exists(e => !LedgerGuard.Differ(intent.Handle, e.Id));
        return !isThere && session.Intents.Lock(intent.Id) is { IsDismissed: true } && session.Intents.Remove(intent.Id);
    }

    // Whether the ledger and the inventory still differ as they did: a row is missing, or has the id that was dismissed.
    private static bool Differs(IStoreSession session, IntentRecord intent, IReadOnlyList<InventoryEntry> rows) =>
        session.Allocations.Find(intent.ReservationId!) is { State: AllocationState.Active } held
        && (LedgerGuard.Differ(held.Handle, intent.Handle) ? rows.Any(e => e.Id == intent.Handle) : rows.Count == 0);
}

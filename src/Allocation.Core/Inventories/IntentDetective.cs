using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>Finds out what a call took whose end nobody saw. Changes nothing.</summary>
internal sealed class IntentDetective(IAllocationStore store, InventoryDirectory directory)
{
    /// <summary>Asks the inventory.</summary>
    /// <exception cref="Errors.AllocationException">It cannot be asked now.</exception>
    public IntentFinding Examine(IntentRecord intent, CancellationToken cancellation)
    {
        if (intent.Purpose != IntentPurpose.Take)
            return new(Certainty.Sure, [new InventoryEntry(intent.Number!.Value, intent.Handle, intent.Tag)]);

        var inventory = directory.Get(store, intent.Pool);
        if (inventory.CanFind)
        {
            if (inventory.Find(intent.Tag, cancellation) is { } found) return new(Certainty.Sure, [found]);

            // A program that does not know our owners may have dropped them; then the number that was planned tells.
            return intent.Number is not null && inventory.CanList ? ByExclusion(intent, inventory, e => e.Tag is null && e.Id is null, cancellation) : IntentFinding.Nothing;
        }

        return inventory.CanList ? ByExclusion(intent, inventory, _ => true, cancellation) : IntentFinding.Unknowable;
    }

    // What the inventory has and neither the ledger nor another intent knows.
    private IntentFinding ByExclusion(IntentRecord intent, IInventory inventory, Func<InventoryEntry, bool> fits, CancellationToken cancellation)
    {
        var listed = inventory.List(cancellation).Where(e => (intent.Number is not { } named || e.Number == named) && fits(e)).ToList();
        var unknown = store.Read(
            session => listed.Where(e =>
                (session.Allocations.FindActive(intent.Pool, LedgerText.Of(e.Number)) is not { } held || Differ(held.Handle, e.Id))
                && session.Intents.Naming(intent.Pool, e.Number).All(i => i.Id == intent.Id || Differ(i.Handle, e.Id))).ToList(),
            cancellation);
        return unknown.Count == 0 ? IntentFinding.Nothing : new(Certainty.Perhaps, unknown);
    }

    // The same number under another id of the inventory is another claim: the former one was freed without our hearing of it.
    private static bool Differ(string? known, string? listed) => known is not null && listed is not null && known != listed;
}

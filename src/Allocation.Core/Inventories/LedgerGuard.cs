using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>Keeps what the ledger holds from being given back at an inventory, or taken for the answer to a new claim.</summary>
internal static class LedgerGuard
{
    /// <summary>The active line of the ledger that an entry of an inventory is; null when the ledger holds no such number.</summary>
    public static AllocationRecord? Holder(IStoreSession session, string pool, InventoryEntry entry) =>
        session.Allocations.FindActive(pool, LedgerText.Of(entry.Number)) is { } held
        && (!Differ(held.Handle, entry.Id)
            || (entry.Tag is { } tag && tag.Means(new InventoryTag(held.LeaseId, held.Attribute, held.ReservationId)))) ? held : null;

    /// <summary>Whether two ids of one number show two claims: the former one was freed without our hearing of it.</summary>
    public static bool Differ(string? known, string? listed) => known is not null && listed is not null && known != listed;

    /// <summary>Refuses to free a number where the inventory would free another number as well, which the ledger holds. Where all that the
    /// owner has is given back, its other numbers do not matter.</summary>
    /// <exception cref="InventoryFailedException">It would.</exception>
    public static void RefuseInexact(IStoreSession session, IInventory inventory, InventoryTag tag, long number, bool isOfAll = false)
    {
        // Only a statement that does not name the number itself can mean another; then all that is held of the inventory is looked at.
        if (!inventory.FreesAlso(tag, tag)) return;
        var other = session.Allocations.Query(new AllocationQuery { Pool = inventory.Pool, State = AllocationState.Active })
            .FirstOrDefault(a => a.Value != number && !(isOfAll && a.LeaseId == tag.Owner)
                && inventory.FreesAlso(tag, new InventoryTag(a.LeaseId, a.Attribute, a.ReservationId) { OwnerName = a.LeaseName }));
        if (other is null) return;
        throw new InventoryFailedException(
            inventory.Pool,
            "free",
            $"its statement would free {other.ResourceId} of '{other.LeaseName}' together with {number}, because it does not distinguish " +
                "them; the statement must use @key, @number or @id");
    }
}

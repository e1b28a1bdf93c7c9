namespace Allocation.Core.Inventories;

/// <summary>What an inventory is asked for.</summary>
internal sealed record InventoryClaim
{
    /// <summary>Who asks, with the idempotency key: the same key again means the same number.</summary>
    public required InventoryTag Tag { get; init; }

    /// <summary>The name of the lease, for people.</summary>
    public required string OwnerName { get; init; }

    /// <summary>The one number that will do; null for any.</summary>
    public long? Exactly { get; init; }

    /// <summary>The number that the intent names already; null when the inventory chooses by itself.</summary>
    public long? Planned { get; init; }

    /// <summary>Asks for a number that the ledger holds, because the inventory has lost it.</summary>
    public static InventoryClaim Again(Ledger.AllocationRecord held) => new()
    {
        Tag = new InventoryTag(held.LeaseId, held.Attribute, held.ReservationId) { OwnerName = held.LeaseName },
        OwnerName = held.LeaseName,
        Exactly = held.Value,
        Planned = held.Value,
        Confirm = _ => true,
    };

    /// <summary>
    /// An inventory that chooses within our process asks this before it takes a number, so that the intent names it first, and
    /// before it answers with a number that it found for the owner. False: the ledger or another intent has that number, so it
    /// is not the answer.
    /// </summary>
    /// <exception cref="Errors.InventoryFailedException">The claim is not ours to carry out any more; nothing is to be taken.</exception>
    public required Func<long, bool> Confirm { get; init; }
}

namespace Allocation.Core.Inventories;

/// <summary>Whose a number is, as an inventory can keep it.</summary>
/// <param name="Owner">The id of the lease.</param>
/// <param name="Attribute">The attribute of the lease that holds it.</param>
/// <param name="Key">The idempotency key of the claim, which is the reservation id of the allocation; null where the inventory keeps
/// none.</param>
public sealed record InventoryTag(string Owner, string? Attribute, string? Key)
{
    /// <summary>The name of the lease, for people; null where it is not known. It tells no owner from another.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Whether both mean the same claim; a side without a key is compared by owner and attribute.</summary>
    public bool Means(InventoryTag other) =>
        Owner == other.Owner && Attribute == other.Attribute && (Key is null || other.Key is null || Key == other.Key);
}

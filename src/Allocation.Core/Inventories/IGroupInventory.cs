namespace Allocation.Core.Inventories;

/// <summary>
/// An inventory that chooses within our process and serves several claims in one call. Each claim has an intent of its own, so a crash
/// leaves what it leaves of single calls.
/// </summary>
internal interface IGroupInventory : IInventory
{
    /// <summary>The numbers that are free now, lowest first, without taking any; none when it cannot be looked at.</summary>
    IEnumerable<long> LookFree();

    /// <summary>Takes a number for each claim, or none at all; as <see cref="IInventory.Allocate"/> for each.</summary>
    IReadOnlyList<InventoryEntry> AllocateAll(IReadOnlyList<InventoryClaim> claims, CancellationToken cancellation);
}

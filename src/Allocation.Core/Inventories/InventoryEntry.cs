namespace Allocation.Core.Inventories;

/// <summary>A number that an inventory has marked as taken.</summary>
/// <param name="Number">The number.</param>
/// <param name="Id">The inventory's own id of it; null when it has none.</param>
/// <param name="Tag">Whose it is; null when the inventory does not know.</param>
internal sealed record InventoryEntry(long Number, string? Id = null, InventoryTag? Tag = null);

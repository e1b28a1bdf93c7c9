namespace Allocation.Core.Inventories;

/// <summary>Reaches inventories that are tables of a database. The one implementation lives with the stores, so that nothing else needs to
/// know a database.</summary>
internal interface ISqlInventories
{
    /// <summary>The inventory; nothing is opened yet.</summary>
    /// <exception cref="Errors.InvalidPoolException">The database is of a kind that is not in this build.</exception>
    IInventory Open(string pool, InventoryKind kind, SqlInventorySettings settings);
}

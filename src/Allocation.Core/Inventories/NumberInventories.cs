namespace Allocation.Core.Inventories;

/// <summary>Finds the foreign inventory behind a pool name of the ledger.</summary>
public static class NumberInventories
{
    /// <summary>The inventory, or null for a pool of our own store.</summary>
    public static INumberInventory? Find(string pool) =>
        pool.StartsWith(VlanPoolFile.PoolPrefix, StringComparison.Ordinal)
            ? new VlanPoolFile(pool[VlanPoolFile.PoolPrefix.Length..], Path.GetTempPath())
            : null;
}

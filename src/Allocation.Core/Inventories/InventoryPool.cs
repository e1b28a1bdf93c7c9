using Allocation.Core.Files;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Inventories;

/// <summary>How the ledger and the attributes of services name the inventory that a number comes from.</summary>
internal static class InventoryPool
{
    /// <summary>Before the full path of a VLAN pool file.</summary>
    public const string FilePrefix = VlanPoolFile.PoolPrefix;

    /// <summary>Before the name of a registered inventory.</summary>
    public const string RegisteredPrefix = "inventory:";

    /// <summary>The name of a registered inventory in the ledger.</summary>
    public static string OfRegistered(string name) => RegisteredPrefix + name;

    /// <summary>The one name under which the ledger has a pool: a file has several paths when links lead to it.</summary>
    public static string Canonical(string pool) => pool.StartsWith(FilePrefix, StringComparison.Ordinal)
        ? FilePrefix + RealPath.Of(Path.GetFullPath(pool[FilePrefix.Length..], Path.GetTempPath()))
        : pool;

    /// <summary>Whether it names something outside our own transactions. Names of our own pools have no colon.</summary>
    public static bool IsExternal(string? pool) =>
        pool is not null
        && (pool.StartsWith(FilePrefix, StringComparison.Ordinal) || pool.StartsWith(RegisteredPrefix, StringComparison.Ordinal));
}

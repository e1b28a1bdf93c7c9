using Allocation.Core.Files;

namespace Allocation.Core.Inventories;

/// <summary>
/// What the name of a pool means, in the ledger, in the attributes of services and in what people type: a pool of our store,
/// <c>file:</c> and the path of a VLAN pool file, or <c>inventory:</c> and the name of a registered inventory.
/// </summary>
internal readonly record struct PoolReference
{
    private const string FilePrefix = "file:";
    private const string InventoryPrefix = "inventory:";

    private PoolReference(string text, string? file, string? inventory) => (Text, File, Inventory) = (text, file, inventory);

    /// <summary>The whole name.</summary>
    public string Text { get; }

    /// <summary>The path of the VLAN pool file that is meant, as it was written; null for none.</summary>
    public string? File { get; }

    /// <summary>The name of the registered inventory that is meant; null for none.</summary>
    public string? Inventory { get; }

    /// <summary>Reads a name.</summary>
    public static PoolReference Of(string pool) =>
        pool.StartsWith(FilePrefix, StringComparison.Ordinal) ? OfFile(pool[FilePrefix.Length..])
        : pool.StartsWith(InventoryPrefix, StringComparison.Ordinal) ? OfInventory(pool[InventoryPrefix.Length..])
        : new(pool, null, null);

    /// <summary>Means a VLAN pool file.</summary>
    public static PoolReference OfFile(string path) => new(FilePrefix + path, path, null);

    /// <summary>Means a registered inventory.</summary>
    public static PoolReference OfInventory(string name) => new(InventoryPrefix + name, null, name);

    /// <summary>Whether a name means something outside our own transactions. Names of our own pools have no colon.</summary>
    public static bool IsExternal(string? pool) => pool is not null && Of(pool) is var meant && (meant.File ?? meant.Inventory) is not null;

    /// <summary>The same with the full path of a file.</summary>
    /// <param name="resolve">Gives the full path for a path as it was written.</param>
    public PoolReference Resolve(Func<string, string> resolve) => File is { } path ? OfFile(resolve(path)) : this;

    /// <summary>The same under the one name that the ledger has for it: a file has several paths when links lead to it.</summary>
    public PoolReference Canonical() => Resolve(path => RealPath.Of(Path.GetFullPath(path, Path.GetTempPath())));

    /// <summary>The whole name.</summary>
    public override string ToString() => Text;
}

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>A VLAN pool file.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record FileInventorySettings(string Path) : InventorySettings
{
    /// <inheritdoc/>
    public override string Location => Path;

    /// <inheritdoc/>
    internal override IInventory? Open(string pool, InventoryKind kind, ISqlInventories? sql) =>
        new VlanPoolFile(Path, System.IO.Path.GetTempPath(), null, kind, pool);

    /// <inheritdoc/>
    internal override string? Mistake(string inventory, InventoryKind kind) => null;
}

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>A VLAN pool file.</summary>
/// <param name="Path">Its full path.</param>
public sealed record FileInventorySettings(string Path) : InventorySettings
{
    /// <inheritdoc/>
    public override string Location => Path;
}

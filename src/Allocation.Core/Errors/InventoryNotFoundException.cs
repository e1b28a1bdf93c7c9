namespace Allocation.Core.Errors;

/// <summary>No inventory is registered under that name.</summary>
public sealed class InventoryNotFoundException(string inventory)
    : AllocationException(ErrorKind.InventoryNotFound, inventory, $"There is no inventory named '{inventory}'.")
{
    /// <summary>The name that was looked for.</summary>
    public string Inventory { get; } = inventory;
}

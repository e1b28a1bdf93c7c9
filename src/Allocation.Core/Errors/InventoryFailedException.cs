namespace Allocation.Core.Errors;

/// <summary>A foreign inventory answered with an error, garbage, or not at all.</summary>
public sealed class InventoryFailedException(string inventory, string operation, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.InventoryFailed, inventory, $"Inventory '{inventory}' failed to {operation}: {reason}", inner)
{
    /// <summary>The name of the inventory.</summary>
    public string Inventory { get; } = inventory;

    /// <summary>What it was asked to do.</summary>
    public string Operation { get; } = operation;

    /// <summary>Whether it may have done what it was asked for all the same; false when it said that it did nothing.</summary>
    public bool OutcomeUnknown { get; init; }
}

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

    /// <summary>The number, and its id there, that it gave instead of the one that it was asked for; null otherwise.</summary>
    internal (long Number, string? Id)? Given { get; init; }

    /// <summary>The error for an inventory that gave another number than the one it was asked for. What it gave is taken there.</summary>
    internal static InventoryFailedException Other(string inventory, long wanted, long given, string? id) =>
        new(inventory, "allocate", OtherText(wanted, given))
        {
            OutcomeUnknown = true,
            Given = (given, id),
        };

    /// <summary>What is said of it.</summary>
    internal static string OtherText(long wanted, long given) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it was asked for {wanted} and gave {given}");
}

namespace Allocation.Core.Inventories;

/// <summary>A foreign inventory as people see it; nothing in it is secret.</summary>
public sealed record AllocationInventory
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How what it gave is found and freed.</summary>
    public required InventoryKind Kind { get; init; }

    /// <summary>What it is: File, Command, Sql, Http or Script.</summary>
    public required string Source { get; init; }

    /// <summary>Where it is: the file, the program, the database without any password, the address.</summary>
    public required string Location { get; init; }

    /// <summary>Whether it can list all that is taken.</summary>
    public required bool CanList { get; init; }

    /// <summary>How many of its numbers our ledger holds.</summary>
    public required long Held { get; init; }

    /// <summary>What the ledger and the pools of services call it.</summary>
    public required string Pool { get; init; }

    /// <summary>When it was registered; null for one of this session.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

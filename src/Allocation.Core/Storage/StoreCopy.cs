namespace Allocation.Core.Storage;

/// <summary>What a copy of one store into another did.</summary>
public sealed record StoreCopy
{
    /// <summary>The source, without any password.</summary>
    public required string From { get; init; }

    /// <summary>The destination, without any password.</summary>
    public required string To { get; init; }

    /// <summary>How many rows were copied: pools, allocations of now and of the past, services, and whatever else a store document
    /// lists.</summary>
    public required long Rows { get; init; }
}

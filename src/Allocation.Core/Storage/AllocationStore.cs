namespace Allocation.Core.Storage;

/// <summary>A store as people see it.</summary>
public sealed record AllocationStore
{
    /// <summary>Where it is, without any password.</summary>
    public required string Uri { get; init; }

    /// <summary>What it is kept in.</summary>
    public required StoreKind Kind { get; init; }

    /// <summary>How it was chosen.</summary>
    public required StoreSource Source { get; init; }

    /// <summary>Whether it is there; if not, its first use makes it.</summary>
    public required bool Exists { get; init; }

    /// <summary>The number of its schema; null when it is not there.</summary>
    public int? Schema { get; init; }
}

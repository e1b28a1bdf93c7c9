namespace Allocation.Core.Pools;

/// <summary>What is free in a pool, and what would come next: a preview. Nothing is taken, and another caller may take it
/// meanwhile.</summary>
public sealed record FreeResource
{
    /// <summary>How many of the next numbers are told at the most.</summary>
    public const int Most = 100_000;

    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>Always true: the numbers are not reserved.</summary>
    public bool IsPreview => true;

    /// <summary>The numbers that would come next, the first first; none where the pool gives at random, which cannot be foreseen.</summary>
    public required IReadOnlyList<long> Next { get; init; }

    /// <summary>The same as they are written: an address where the pool gives addresses.</summary>
    public required IReadOnlyList<string> ResourceId { get; init; }

    /// <summary>How many numbers are free.</summary>
    public required long Free { get; init; }

    /// <summary>The numbers that are free, as ranges.</summary>
    public required NumberRangeList FreeRanges { get; init; }

    /// <summary>Which free number is next.</summary>
    public required PoolStrategy Strategy { get; init; }
}

namespace Allocation.Core.Pools;

/// <summary>A pool as people see it: its settings and how full it is.</summary>
public sealed record AllocationPool
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The first number.</summary>
    public required long From { get; init; }

    /// <summary>The number after the last one.</summary>
    public required long To { get; init; }

    /// <summary>Numbers that are never given, half-open.</summary>
    public required NumberRangeList Excluded { get; init; }

    /// <summary>Which free number is next.</summary>
    public required PoolStrategy Strategy { get; init; }

    /// <summary>How long a number stays out of use after it was given back.</summary>
    public required TimeSpan ReuseDelay { get; init; }

    /// <summary>How many numbers it can give in all: the range without the excluded ones.</summary>
    public required long Size { get; init; }

    /// <summary>How many are held now; <c>Held + Free + Cooling = Size</c>, unless a number was excluded while it was held.</summary>
    public required long Held { get; init; }

    /// <summary>How many can be taken now.</summary>
    public required long Free { get; init; }

    /// <summary>How many were given back and wait for their reuse delay.</summary>
    public required long Cooling { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

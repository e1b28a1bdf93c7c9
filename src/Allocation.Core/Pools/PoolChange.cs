namespace Allocation.Core.Pools;

/// <summary>What to change of a pool; null leaves it as it is.</summary>
internal sealed record PoolChange
{
    /// <summary>The first number.</summary>
    public long? From { get; init; }

    /// <summary>The number after the last one.</summary>
    public long? To { get; init; }

    /// <summary>The numbers never to give; replaces the former ones.</summary>
    public IReadOnlyList<NumberRange>? Excluded { get; init; }

    /// <summary>Which free number is next.</summary>
    public PoolStrategy? Strategy { get; init; }

    /// <summary>How long a number stays out of use after it was given back; zero ends all waiting at once.</summary>
    public TimeSpan? ReuseDelay { get; init; }
}

namespace Allocation.Core.Pools;

/// <summary>Which of the free numbers is given next.</summary>
public enum PoolStrategy
{
    /// <summary>The lowest free number; gaps are filled.</summary>
    Lowest,

    /// <summary>A free number that cannot be foreseen; close to, but not exactly, uniform when little is free.</summary>
    Random,

    /// <summary>Numbers never used first, then the one that was given back longest ago.</summary>
    LeastRecentlyUsed,
}

namespace Allocation.Core.Pools;

/// <summary>Which of the free numbers is given next.</summary>
public enum PoolStrategy
{
    /// <summary>The lowest free number; gaps are filled.</summary>
    Lowest,

    /// <summary>A free number that cannot be foreseen. All are equally likely in an empty pool; later, those behind long stretches of used
    /// numbers come more often.</summary>
    Random,

    /// <summary>Numbers never used first, then the one that was given back longest ago.</summary>
    LeastRecentlyUsed,
}

using Allocation.Core.Pools.Notations;
using Allocation.Core.Pools.Use;

namespace Allocation.Core.Pools;

/// <summary>A pool as people see it: its settings and how full it is.</summary>
public sealed record AllocationPool
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it gives: numbers, or addresses, which are written as such and counted within their network.</summary>
    public NotationKind Notation { get; init; }

    /// <summary>The network of its addresses or subnets, such as <c>10.20.0.0/24</c>; null for other pools.</summary>
    public string? Network { get; init; }

    /// <summary>How long the prefix of each of its subnets is; null for other pools.</summary>
    public int? PrefixLength { get; init; }

    /// <summary>The allocation of the subnet whose addresses it gives, by its reservation id; null for other pools.</summary>
    public string? ParentAllocation { get; init; }

    /// <summary>What its MAC addresses begin with, such as <c>52:54:00</c>; null for other pools.</summary>
    public string? MacPrefix { get; init; }

    /// <summary>The pattern of its texts, such as <c>web-{0:000}</c>; null for other pools.</summary>
    public string? Pattern { get; init; }

    /// <summary>What it gives but for exclusions, as it is written, with both ends: <c>100-199</c>,
    /// <c>10.20.0.1-10.20.0.254</c>.</summary>
    public required string Gives { get; init; }

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

    /// <summary>How its numbers are written.</summary>
    internal PoolNotation Writing { get; init; } = PoolNotation.Numbers;

    /// <summary>How much of it is held, in percent, to a tenth; null for a pool that can give nothing.</summary>
    public double? PercentUsed => UseInPercent.Of(Held, Size);

    /// <summary>From how many percent on whoever takes from it is warned; null for never.</summary>
    public int? WarnAt { get; init; }

    /// <summary>What it is for; null when nobody said so.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is; null when nobody said so.</summary>
    public string? Owner { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Notes;

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

    /// <summary>The numbers never to give, as the pool writes them; replaces the former ones.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Numbers not to give besides those that are excluded, as the pool writes them.</summary>
    public IReadOnlyList<string> AddExclude { get; init; } = [];

    /// <summary>Numbers to give again, as the pool writes them; all of them must be excluded.</summary>
    public IReadOnlyList<string> RemoveExclude { get; init; } = [];

    /// <summary>Whether numbers may be excluded that are held: they stay held until they are given back, and are not given again.</summary>
    public bool AllowHeld { get; init; }

    /// <summary>The numbers that it gives, as ranges that the pool writes, with both ends; instead of <see cref="From"/> and
    /// <see cref="To"/>.</summary>
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>How its numbers are written; for a new pool only.</summary>
    public PoolNotation? Notation { get; init; }

    /// <summary>The allocation of the subnet whose addresses a new pool gives, by its reservation id.</summary>
    public string? ParentAllocation { get; init; }

    /// <summary>Whether a new pool lacks what it gives.</summary>
    internal bool LacksRange => ParentAllocation is null && Notation?.Usual is null && Ranges.Count == 0 && (From is null || To is null);

    /// <summary>Whether other pools may name the same; for a new pool only.</summary>
    public bool AllowOverlap { get; init; }

    /// <summary>Which free number is next.</summary>
    public PoolStrategy? Strategy { get; init; }

    /// <summary>How long a number stays out of use after it was given back; zero ends all waiting at once.</summary>
    public TimeSpan? ReuseDelay { get; init; }

    /// <summary>From which part of its use on whoever takes from it is warned, in percent; 0 for never.</summary>
    public long? WarnAt { get; init; }

    /// <summary>What to change of its notes.</summary>
    public NoteChange Notes { get; init; } = NoteChange.Nothing;
}

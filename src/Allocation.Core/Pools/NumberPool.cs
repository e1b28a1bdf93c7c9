using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Pools;

/// <summary>A named source of numbers, as it is stored. What is free is in its free ranges.</summary>
public sealed record NumberPool
{
    /// <summary>Its name, with the case it was made with; compared without case.</summary>
    public required string Name { get; init; }

    /// <summary>The numbers it may give, half-open.</summary>
    public required NumberRange Range { get; init; }

    /// <summary>Numbers it never gives: sorted, apart, inside <see cref="Range"/>.</summary>
    public IReadOnlyList<NumberRange> Excluded { get; init; } = [];

    /// <summary>What is between the ranges that it was made of: sorted, apart, inside <see cref="Range"/>.</summary>
    public IReadOnlyList<NumberRange> Gaps { get; init; } = [];

    /// <summary>How its numbers are written.</summary>
    internal PoolNotation Notation { get; init; } = PoolNotation.Numbers;

    /// <summary>Which free number is next.</summary>
    public PoolStrategy Strategy { get; init; }

    /// <summary>How long a number that was given back stays out of use; zero for not at all.</summary>
    public TimeSpan ReuseDelay { get; init; }

    /// <summary>From which part of its use on whoever takes from it is warned, in percent; null for never.</summary>
    public int? WarnAt { get; init; }

    /// <summary>The allocation of the subnet whose addresses it gives, by its reservation id; null for a pool of its own.</summary>
    public string? ParentAllocation { get; init; }

    /// <summary>What people note of it.</summary>
    public NoteSet Notes { get; init; } = NoteSet.None;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether people do not see it as a pool, but what services keep their own values unique in, or what resource pools number
    /// their resources from; such a one has no end.</summary>
    public bool IsScope => InternalPools.Is(Name);

    /// <summary>How many numbers it can give: its range without the excluded ones.</summary>
    public long Size => Range.Count - Withheld.Sum(e => e.Count);

    /// <summary>What it does not give of its range: gaps and excluded numbers.</summary>
    internal IReadOnlyList<NumberRange> Withheld =>
        Gaps.Count == 0 ? Excluded : Excluded.Count == 0 ? Gaps : NumberRange.Normalize(Gaps.Concat(Excluded));

    /// <summary>What it gives, as ranges.</summary>
    internal IEnumerable<NumberRange> Given => Range.Except(Withheld);

    /// <summary>Whether it may ever give <paramref name="number"/>.</summary>
    public bool Gives(long number) =>
        Range.Contains(number) && !Excluded.Any(e => e.Contains(number)) && !Gaps.Any(g => g.Contains(number));

    /// <summary>Same values, the exclusions compared one by one.</summary>
    public bool Equals(NumberPool? other) =>
        other is not null && Name == other.Name && Range == other.Range && Strategy == other.Strategy
        && ReuseDelay == other.ReuseDelay && WarnAt == other.WarnAt
        && ParentAllocation == other.ParentAllocation && Notes == other.Notes && CreatedAt == other.CreatedAt
        && Excluded.SequenceEqual(other.Excluded) && Gaps.SequenceEqual(other.Gaps) && Notation.Equals(other.Notation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Range, Strategy, ReuseDelay, CreatedAt, Excluded.Count, Notation);
}

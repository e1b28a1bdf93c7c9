using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What a pool of numbers is like.</summary>
internal abstract record PoolSettingsBody
{
    /// <summary>The first number.</summary>
    public long? From { get; init; }

    /// <summary>The number after the last one.</summary>
    public long? To { get; init; }

    /// <summary>The numbers as ranges that the pool writes, with both ends, instead of From and To.</summary>
    public IReadOnlyList<string>? Range { get; init; }

    /// <summary>The numbers never to allocate, as the pool writes them; all of them from now on.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Whether another pool may give the same.</summary>
    public bool AllowOverlap { get; init; }

    /// <summary>Which free number is next.</summary>
    public PoolStrategy? Strategy { get; init; }

    /// <summary>How long a number stays out of use after it was given back.</summary>
    public string? ReuseDelay { get; init; }

    /// <summary>From how many percent on whoever takes from it is warned; 0 for never.</summary>
    public long? WarnAt { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>All of its tags from now on.</summary>
    public IReadOnlyList<string>? Tag { get; init; }

    /// <summary>The change.</summary>
    /// <param name="pool">The name of the pool, for messages.</param>
    public virtual PoolChange ToChange(string pool) => new()
    {
        From = From,
        To = To,
        Ranges = Range ?? [],
        Exclude = Exclude,
        AllowOverlap = AllowOverlap,
        Strategy = Strategy,
        ReuseDelay = BodyTime.Long(nameof(ReuseDelay), ReuseDelay),
        WarnAt = WarnAt,
        Notes = NoteChange.Read(Description, Owner, Tag,
            mistake => new InvalidPoolException(pool, $"Pool '{pool}' is not valid: {mistake}")),
    };
}

using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Pools;

/// <summary>Which of the pools that a name finds; all conditions hold together.</summary>
internal sealed record PoolFilter
{
    /// <summary>All of them.</summary>
    public static PoolFilter All { get; } = new();

    /// <summary>Only pools with such notes; null for all.</summary>
    public NoteFilter? Notes { get; init; }

    /// <summary>Only pools that are used to so many percent or more; null for all. A pool that can give nothing is used to no part, and is
    /// never among them.</summary>
    public double? MinimumPercentUsed { get; init; }

    /// <summary>Whether a pool is used as much as is asked for.</summary>
    public bool IsUsed(double? percent) => MinimumPercentUsed is not { } least || percent >= least;

    /// <summary>Whether a resource pool fits. It has no owner, and one set of tags: those that tickets ask for.</summary>
    public bool Matches(double? percent, IEnumerable<string> tags) =>
        IsUsed(percent) && (Notes is null || Notes.Matches(new NoteSet { Tags = [.. tags] }));
}

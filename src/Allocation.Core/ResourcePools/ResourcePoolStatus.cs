using Allocation.Core.Pools.Use;

namespace Allocation.Core.ResourcePools;

/// <summary>A resource pool as people see it: its settings, what its resources do, and how its starts go.</summary>
public sealed record ResourcePoolStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The most resources it may have.</summary>
    public required int Max { get; init; }

    /// <summary>Up, free or held.</summary>
    public required int Up { get; init; }

    /// <summary>Up and not held.</summary>
    public required int Ready { get; init; }

    /// <summary>Held by a ticket.</summary>
    public required int Taken { get; init; }

    /// <summary>Its <c>cmd_new</c> runs.</summary>
    public required int Starting { get; init; }

    /// <summary>To be deleted, or being deleted.</summary>
    public required int Deleting { get; init; }

    /// <summary>Its <c>cmd_release</c> runs.</summary>
    public required int Releasing { get; init; }

    /// <summary>Ready, and never released.</summary>
    public required int Free { get; init; }

    /// <summary>How much of <see cref="Max"/> tickets hold, in percent, to a tenth; null for a pool that may have nothing.</summary>
    public double? PercentUsed => UseInPercent.Of(Taken, Max);

    /// <summary>From how many percent on whoever gets a resource of it is warned; null for never.</summary>
    public int? WarnAt => Settings.WarnAt == 0 ? null : Settings.WarnAt;

    /// <summary>Resources whose <c>cmd_delete</c> has failed: they may still exist.</summary>
    public required int Leaked { get; init; }

    /// <summary>Normal tags.</summary>
    public required IReadOnlyList<string> Tag { get; init; }

    /// <summary>Tags whose resources are started on demand.</summary>
    public required IReadOnlyList<string> TagOnDemand { get; init; }

    /// <summary>Whether new starts are held back.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether it is being emptied.</summary>
    public required bool Draining { get; init; }

    /// <summary>Whether it goes away once it is empty.</summary>
    public required bool Removed { get; init; }

    /// <summary>The part of the starts that went well, from 0 to 1; null before the first one ended.</summary>
    public required double? SuccessRate { get; init; }

    /// <summary>How long a start takes on average, later ones weighing more.</summary>
    public required TimeSpan? AverageStartTime { get; init; }

    /// <summary>When something was last started.</summary>
    public required DateTimeOffset? LastStart { get; init; }

    /// <summary>When something last came up.</summary>
    public required DateTimeOffset? LastSuccess { get; init; }

    /// <summary>What went wrong with the last start, or else with the last <c>cmd_list</c>; null when nothing did.</summary>
    public required string? Problem { get; init; }

    /// <summary>Names that <c>cmd_list</c> printed and that are unknown. At the second sighting they are deleted.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Names that <c>cmd_list</c> printed and that this pool cannot have given to a resource; the first of them. They are never
    /// deleted.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    /// <summary>For people.</summary>
    public required string? Description { get; init; }

    /// <summary>The file it was imported from.</summary>
    public required string? Source { get; init; }

    /// <summary>Everything that can be set.</summary>
    public required ResourcePoolSettings Settings { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    // Arrays, because PowerShell cannot index what the compiler makes of a collection expression.
    internal static ResourcePoolStatus Of(ResourcePool pool, IReadOnlyList<PoolResource> resources)
    {
        var counts = PoolCounts.Of(resources);
        return new()
        {
            Name = pool.Name,
            Max = pool.Settings.Max,
            Up = counts.Up,
            Ready = counts.Ready,
            Taken = counts.Taken,
            Starting = counts.Starting,
            Deleting = counts.Deleting,
            Releasing = counts.Releasing,
            Free = counts.Free,
            Leaked = resources.Count(r => r.FailedDeletes > 0),
            Tag = pool.Settings.Tags.Select(t => t.Name).ToArray(),
            TagOnDemand = pool.Settings.TagsOnDemand.Select(t => t.Name).ToArray(),
            Paused = pool.Paused,
            Draining = pool.Draining,
            Removed = pool.Removed,
            SuccessRate = pool.Health.Starts == 0 ? null : (double)pool.Health.Successes / pool.Health.Starts,
            AverageStartTime = pool.Health.AverageStart,
            LastStart = pool.Health.LastStart,
            LastSuccess = pool.Health.LastSuccess,
            Problem = pool.Health.Problem ?? pool.Health.ListProblem,
            Unknown = pool.Health.Unknown.Keys.Order(StringComparer.Ordinal).ToArray(),
            Ignored = pool.Health.Ignored.ToArray(),
            Description = pool.Settings.Description,
            Source = pool.Source,
            Settings = pool.Settings,
            CreatedAt = pool.CreatedAt,
        };
    }
}

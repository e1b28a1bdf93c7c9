using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Events;

/// <summary>Which events; all conditions hold together. The latest come first.</summary>
public sealed record EventQuery
{
    /// <summary>Only events at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only events before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only of this kind.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>Only about this kind of thing.</summary>
    public EventSubject? Subject { get; init; }

    /// <summary>Only about things whose name fits; wildcards as in <see cref="NamePattern"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Only about the thing with this id.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Only what concerns this pool, compared without case.</summary>
    public string? Pool { get; init; }

    /// <summary>Only of users whose name fits, that of the process or that of the server; <c>user@host</c> for those of a machine.
    /// Wildcards as in <see cref="NamePattern"/>.</summary>
    public string? Actor { get; init; }

    /// <summary>Only events behind this place.</summary>
    public EventPosition? After { get; init; }

    /// <summary>How many events to leave out at the start.</summary>
    public long Skip { get; init; }

    /// <summary>How many events at most; null for all.</summary>
    public long? Take { get; init; }
}

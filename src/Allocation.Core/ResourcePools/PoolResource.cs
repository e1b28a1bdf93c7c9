using Allocation.Core.ResourcePools.Managing;

namespace Allocation.Core.ResourcePools;

/// <summary>One thing of a resource pool.</summary>
public sealed record PoolResource
{
    /// <summary>Its number, unique in the store for ever.</summary>
    public required long Id { get; init; }

    /// <summary>Its name; no two living resources share one.</summary>
    public required string Name { get; init; }

    /// <summary>The pool it belongs to.</summary>
    public required string Pool { get; init; }

    /// <summary>Where it is in its transitions.</summary>
    public ResourceState State { get; init; }

    /// <summary>The ticket that holds it.</summary>
    public long? TicketId { get; init; }

    /// <summary>What <c>cmd_new</c> printed; null as long as it printed nothing.</summary>
    public string? Data { get; init; }

    /// <summary>The tags it carries: those that its pool had when it was started.</summary>
    public IReadOnlyList<PoolTag> Tags { get; init; } = [];

    /// <summary>The sandbox it is bound to for transitions, since its first ticket.</summary>
    public string? Sandbox { get; init; }

    /// <summary>When it was bound to its sandbox.</summary>
    public DateTimeOffset? SandboxedAt { get; init; }

    /// <summary>Whether that sandbox was made up for one ticket, so that no other can ever ask for it.</summary>
    public bool SandboxOfOne { get; init; }

    /// <summary>Its number within the pool, the lowest that was free; null for a stray that <c>cmd_list</c> found.</summary>
    public long? IdInPool { get; init; }

    /// <summary>The values of the pool's named counters.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();

    /// <summary>How often it was released.</summary>
    public int Releases { get; init; }

    /// <summary>When it was last released.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>How many checks in a row have failed; while any did, it is not given.</summary>
    public int FailedChecks { get; init; }

    /// <summary>When it was last checked.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>How many times its <c>cmd_delete</c> failed: as long as it is not ended, a leak.</summary>
    public int FailedDeletes { get; init; }

    /// <summary>Before this <c>cmd_delete</c> is not tried again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? Problem { get; init; }

    /// <summary>The hook that runs for it.</summary>
    public HookWork? Work { get; init; }

    /// <summary>When it was first known.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came up.</summary>
    public DateTimeOffset? UpAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it is not ended.</summary>
    public bool Living => State != ResourceState.Ended;

    /// <summary>Whether <c>cmd_list</c> found it and it is unknown where it comes from.</summary>
    public bool Stray => IdInPool is null;

    /// <summary>Whether it is up and not held.</summary>
    public bool Unused => State == ResourceState.Up && TicketId is null;

    /// <summary>Whether it can be given to a ticket now.</summary>
    public bool Ready => Unused && FailedChecks == 0;

    /// <summary>Whether it carries all of these tags.</summary>
    public bool Covers(IEnumerable<string> tags) => tags.All(tag => Tags.Any(own => own.Name == tag));
}

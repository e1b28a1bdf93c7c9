using Allocation.Core.ResourcePools.Managing;

namespace Allocation.Core.ResourcePools;

/// <summary>What happened in a resource pool so far.</summary>
public sealed record PoolHealth
{
    /// <summary>When a resource was last started, successfully or not.</summary>
    public DateTimeOffset? LastStart { get; init; }

    /// <summary>When a resource last came up.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>How many starts in a row have failed.</summary>
    public int Failures { get; init; }

    /// <summary>Before this nothing is started, because of failures.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>How many starts have ended.</summary>
    public long Starts { get; init; }

    /// <summary>How many of them well.</summary>
    public long Successes { get; init; }

    /// <summary>How long a start takes: an average in which the last one counts for a fifth.</summary>
    public TimeSpan? AverageStart { get; init; }

    /// <summary>What went wrong last; null when the last start went well.</summary>
    public string? Problem { get; init; }

    /// <summary>When <c>cmd_list</c> last ended.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>What went wrong with the last <c>cmd_list</c>; null when it went well.</summary>
    public string? ListProblem { get; init; }

    /// <summary>The <c>cmd_list</c> that runs now.</summary>
    public HookWork? ListWork { get; init; }

    /// <summary>Names that <c>cmd_list</c> printed and that are unknown, with the time of the first sighting.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Unknown { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Names that the last <c>cmd_list</c> printed and that this pool cannot have given; the first of them. They are never
    /// deleted.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>After a start that ended well.</summary>
    public PoolHealth Succeeded(TimeSpan took, DateTimeOffset now) => this with
    {
        LastSuccess = now,
        Failures = 0,
        RetryAt = null,
        Problem = null,
        Starts = Starts + 1,
        Successes = Successes + 1,
        AverageStart = AverageStart is { } average ? (average * 0.8) + (took * 0.2) : took,
    };

    /// <summary>After a start that failed: the next one waits, longer with every failure in a row.</summary>
    public PoolHealth Failed(string problem, DateTimeOffset now) => this with
    {
        Failures = Failures + 1,
        RetryAt = now + Backoff.After(Failures + 1),
        Problem = problem,
        Starts = Starts + 1,
    };
}

namespace Allocation.Core.Hooks;

/// <summary>A hook to run.</summary>
internal sealed record HookOrder
{
    /// <summary>The id of the run, as it stands with the resource or pool.</summary>
    public required string Run { get; init; }

    /// <summary>Which hook.</summary>
    public required HookKind Kind { get; init; }

    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>The resource; null for a hook of the pool as a whole.</summary>
    public long? ResourceId { get; init; }

    /// <summary>The resource's name.</summary>
    public string? ResourceName { get; init; }

    /// <summary>The command.</summary>
    public required HookCommand Command { get; init; }

    /// <summary>What is added to the environment of this process.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The variables of this process that it inherits although they hold our secrets.</summary>
    public IReadOnlyList<string> PassEnvironment { get; init; } = [];

    /// <summary>For how long it may run.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>How many bytes of its output count.</summary>
    public required int OutputLimit { get; init; }
}

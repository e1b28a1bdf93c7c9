namespace Allocation.Core.Hooks;

/// <summary>What became of a hook.</summary>
/// <param name="Run">The id of the run.</param>
/// <param name="Kind">Which hook.</param>
/// <param name="Pool">The pool.</param>
/// <param name="ResourceId">The resource; null for a hook of the pool as a whole.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Output">What it printed on standard output, cut to the limit; null when that was nothing or no text.</param>
/// <param name="Problem">What went wrong, for people; null when nothing did.</param>
internal sealed record HookResult(string Run, HookKind Kind, string Pool, long? ResourceId, HookOutcome Outcome,
    string? Output, string? Problem);

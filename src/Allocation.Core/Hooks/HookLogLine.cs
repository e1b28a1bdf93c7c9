namespace Allocation.Core.Hooks;

/// <summary>A line that a hook wrote.</summary>
/// <param name="ResourceId">The resource.</param>
/// <param name="Kind">Which hook.</param>
/// <param name="Text">The line, without its end.</param>
public sealed record HookLogLine(long ResourceId, HookKind Kind, string Text);

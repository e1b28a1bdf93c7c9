using Allocation.Core.Hooks;
using Allocation.Core.Texts;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>Something that a manager did, for those who watch it.</summary>
/// <param name="Kind">The hook.</param>
/// <param name="Pool">The pool.</param>
/// <param name="ResourceId">The resource; null for a hook of the pool as a whole.</param>
/// <param name="Outcome">How it ended; null when it begins.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record ManagerEvent(HookKind Kind, string Pool, long? ResourceId, HookOutcome? Outcome, string? Problem)
{
    internal static ManagerEvent Begun(HookOrder order) => new(order.Kind, order.Pool, order.ResourceId, null, null);

    internal static ManagerEvent Ended(HookResult result) =>
        new(result.Kind, result.Pool, result.ResourceId, result.Outcome, result.Problem);

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var subject = ResourceId is { } id ? $"{Pool}: {HookTraits.Of(Kind).Key} of resource {id}" : $"{Pool}: {HookTraits.Of(Kind).Key}";
        var whole = Outcome is null
            ? subject + " begins"
            : $"{subject} {Outcome.ToString()!.ToLowerInvariant()}" + (Problem is null ? "" : $": {Problem}");
        return VisibleText.Of(whole.TrimEnd());
    }
}

using Sets = Allocation.Core.Definitions.Lifecycles.InstanceSets<bool>;

namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>
/// Which attribute sets an instance has in each state, over every way through a lifecycle; and which transfers would work on a
/// set that is not there. Checked when a definition is registered: one that was stored before is read as it is.
/// </summary>
internal sealed class LifecycleSets
{
    private readonly DocumentPart _part;
    private readonly Lifecycle _lifecycle;
    private readonly Queue<(string State, Sets Sets)> _open = new();
    private readonly HashSet<(string State, Sets Sets)> _seen = [];
    private readonly HashSet<string> _mistakes = [];

    private LifecycleSets(DocumentPart part, Lifecycle lifecycle) => (_part, _lifecycle) = (part, lifecycle);

    /// <summary>Notes the mistakes. The states and transfers must have been found to fit together before.</summary>
    public static void Check(DocumentPart part, Lifecycle lifecycle) => new LifecycleSets(part, lifecycle).Walk();

    private void Walk()
    {
        Reach(_lifecycle.Initial, new Sets(Candidate: true, Active: false, Rollback: false));
        while (_open.TryDequeue(out var here))
        {
            if (_lifecycle.Next(here.State) is { } next) Pass(next, here.Sets);
            foreach (var trigger in new[] { TransferTrigger.Update, TransferTrigger.Delete, TransferTrigger.Undo, TransferTrigger.Confirm })
                if (_lifecycle.On(here.State, trigger) is { } edge) Request(edge, here.Sets);
        }
    }

    private void Pass(Transfer edge, Sets sets)
    {
        if (edge.Validate)
        {
            var validated = _lifecycle.ValidatedSet(edge.Source);
            if (!sets.Of(validated))
                Wrong(edge, "validate",
                    $"it validates the {NameOf(validated)} set, which has no values when '{edge.Source}' is reached like this: name a " +
                    "set that is there in validateSelf");
            Reach(edge.Error!, sets.After(edge.ErrorOperation));
        }

        if (edge.Operation == SetOperation.Rollback && !sets.Rollback)
            Wrong(edge, "operation", $"there may be no rollback set in '{edge.Source}'");
        Follow(edge, sets);
    }

    private void Request(Transfer edge, Sets sets)
    {
        if (edge.Operation == SetOperation.Rollback && !sets.Rollback) return;
        if (edge.Trigger != TransferTrigger.Update || _lifecycle.IsRejected(edge.Source)) Follow(edge, sets);
        if (edge.Trigger == TransferTrigger.Update) Follow(edge, sets with { Candidate = true });
    }

    private void Follow(Transfer edge, Sets sets)
    {
        if (edge.Operation == SetOperation.Promote && !sets.Candidate)
            Wrong(edge, "operation", $"there may be no candidate set to promote in '{edge.Source}'");
        Reach(edge.Target, sets.After(edge.Operation));
    }

    private void Reach(string state, Sets sets)
    {
        if (!_lifecycle.State(state).Ended && _seen.Add((state, sets))) _open.Enqueue((state, sets));
    }

    private void Wrong(Transfer edge, string member, string what)
    {
        var at = $"transfers[{Enumerable.Range(0, _lifecycle.Transfers.Count).First(i => _lifecycle.Transfers[i] == edge)}].{member}";
        if (_mistakes.Add(at)) _part.Wrong(at, what);
    }

    private static string NameOf(InstanceSet set) => set.ToString().ToLowerInvariant();
}

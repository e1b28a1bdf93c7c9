namespace Allocation.Core.Definitions;

/// <summary>What a table of states and edges must keep to, so that every instance comes to rest and can end.</summary>
internal static class LifecycleRules
{
    public static void Check(DocumentPart part, Lifecycle lifecycle)
    {
        if (lifecycle.States.Count == 0)
        {
            part.Wrong("states", "there are none");
            return;
        }

        if (lifecycle.Initial.Length > 0 && !lifecycle.Has(lifecycle.Initial)) part.Wrong("initial", $"there is no state '{lifecycle.Initial}'");
        for (var i = 0; i < lifecycle.Transfers.Count; i++) CheckTransfer(part, lifecycle, i);
        foreach (var state in lifecycle.States) CheckState(part, lifecycle, state);
        if (!Reachable(lifecycle).Any(s => lifecycle.Has(s) && lifecycle.State(s).Ended)) part.Wrong("states", "no state that is deleted can be reached from the initial one");
    }

    private static void CheckTransfer(DocumentPart part, Lifecycle lifecycle, int i)
    {
        var edge = lifecycle.Transfers[i];
        var at = $"transfers[{i}]";
        foreach (var (member, state) in new[] { ("source", edge.Source), ("target", edge.Target), ("error", edge.Error) })
            if (state is not null && !lifecycle.Has(state)) part.Wrong($"{at}.{member}", $"there is no state '{state}'");
        if (edge.Validate && edge.Error is null) part.Wrong($"{at}.error", "a transfer that validates needs a state for a failure");
        if (edge.Validate && edge.Trigger != TransferTrigger.Auto) part.Wrong($"{at}.validate", "only an auto transfer validates");
        if (edge.Validate && edge.Error == edge.Source) part.Wrong($"{at}.error", "a failed validation must leave the state");
        if (lifecycle.Has(edge.Source) && lifecycle.State(edge.Source).Ended) part.Wrong($"{at}.source", $"'{edge.Source}' is deleted, nothing leaves it");
        if (lifecycle.Transfers.Take(i).Any(t => t.Source == edge.Source && t.Trigger == edge.Trigger))
            part.Wrong(at, $"another {edge.Trigger.ToString().ToLowerInvariant()} transfer leaves '{edge.Source}' already");
    }

    // States that lead on by themselves must not lead back: the instance would never rest.
    private static void CheckState(DocumentPart part, Lifecycle lifecycle, LifecycleState state)
    {
        var passed = new List<string> { state.Name };
        for (var next = lifecycle.Next(state.Name); next is not null && lifecycle.Has(next.Target); next = lifecycle.Next(next.Target))
        {
            if (next.Target == state.Name)
            {
                if (passed.Order(StringComparer.Ordinal).First() == state.Name) part.Wrong("transfers", $"{string.Join(" -> ", passed)} -> {state.Name} go round by themselves for ever");
                return;
            }

            if (passed.Contains(next.Target)) return;
            passed.Add(next.Target);
        }
    }

    private static HashSet<string> Reachable(Lifecycle lifecycle)
    {
        var reached = new HashSet<string> { lifecycle.Initial };
        var count = 0;
        while (count != reached.Count)
        {
            count = reached.Count;
            foreach (var edge in lifecycle.Transfers.Where(t => reached.Contains(t.Source)))
            {
                reached.Add(edge.Target);
                if (edge.Error is not null) reached.Add(edge.Error);
            }
        }

        return reached;
    }
}

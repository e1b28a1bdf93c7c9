namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>What a table of states and edges must keep to, so that every instance comes to rest and can end.</summary>
internal static class LifecycleRules
{
    public static void Check(DocumentPart part, Lifecycle lifecycle)
    {
        if (lifecycle.States.Count == 0)
        {
            part.Wrong("states", "there must be at least one");
            return;
        }

        if (lifecycle.Initial.Length > 0 && !lifecycle.Has(lifecycle.Initial))
            part.Wrong("initial", $"there is no state '{lifecycle.Initial}'");
        for (var i = 0; i < lifecycle.Transfers.Count; i++) CheckTransfer(part, lifecycle, i);
        foreach (var state in lifecycle.States) CheckState(part, lifecycle, state);
        if (!Reachable(lifecycle).Any(s => lifecycle.Has(s) && lifecycle.State(s).Ended))
            part.Wrong("states", "no state that is deleted can be reached from the initial one");
    }

    /// <summary>
    /// What a lifecycle must keep to besides when it is registered. Whether its states fit together at all.
    /// </summary>
    public static bool CheckNew(DocumentPart part, Lifecycle lifecycle)
    {
        if (!lifecycle.Has(lifecycle.Initial)) return false;
        if (lifecycle.Transfers.Any(t => !lifecycle.Has(t.Source) || !lifecycle.Has(t.Target)
            || (t.Error is { } error && !lifecycle.Has(error)) || (t.Validate && t.Error is null)))
        {
            return false;
        }
        foreach (var state in lifecycle.States.Where(s => s is { Releases: true, Ended: false } && !lifecycle.IsEnding(s.Name)))
            part.Wrong("states",
                $"'{state.Name}' gives back all that the service holds, so auto and resources transfers must lead from it to a " +
                "deleted state");
        for (var i = 0; i < lifecycle.Transfers.Count; i++)
        {
            var edge = lifecycle.Transfers[i];
            if (!edge.Validate) continue;
            if (lifecycle.State(edge.Target).Ended || lifecycle.State(edge.Source).Releases)
                part.Wrong($"transfers[{i}].validate",
                    "giving back comes after the validation: it must lead to another state, from which the next transfer gives back");
            if (lifecycle.State(edge.Error!).Ended)
                part.Wrong($"transfers[{i}].error",
                    $"'{edge.Error}' is deleted: a failed validation must lead to a state from which the service can give back " +
                    "what it holds");
            if (LeadsBack(lifecycle, edge))
                part.Wrong($"transfers[{i}].error",
                    $"'{edge.Error}' leads back to '{edge.Source}' by itself: a validation that fails would go round for ever");
        }

        return true;
    }

    // By success or failure, without a request.
    private static bool LeadsBack(Lifecycle lifecycle, Transfer edge)
    {
        var (passed, open) = (new HashSet<string>(), new Stack<string>([edge.Error!]));
        while (open.TryPop(out var state))
        {
            if (state == edge.Source) return true;
            if (!passed.Add(state) || lifecycle.Next(state) is not { } next) continue;
            open.Push(next.Target);
            if (next is { Validate: true, Error: { } error }) open.Push(error);
        }

        return false;
    }

    private static void CheckTransfer(DocumentPart part, Lifecycle lifecycle, int i)
    {
        var edge = lifecycle.Transfers[i];
        var at = $"transfers[{i}]";
        foreach (var (member, state) in new[] { ("source", edge.Source), ("target", edge.Target), ("error", edge.Error) })
            if (state is not null && !lifecycle.Has(state)) part.Wrong($"{at}.{member}", $"there is no state '{state}'");
        if (edge.Validate && edge.Error is null) part.Wrong($"{at}.error", "a transfer that validates needs a state for a failure");
        if (edge.Validate && edge.Trigger != TransferTrigger.Auto) part.Wrong($"{at}.validate", "only an auto transfer may validate");
        if (edge.Validate && edge.Error == edge.Source) part.Wrong($"{at}.error", "a failed validation must leave the state");
        if (lifecycle.Has(edge.Source) && lifecycle.State(edge.Source).Ended)
            part.Wrong($"{at}.source", $"no transfer may leave '{edge.Source}', because it is deleted");
        if (lifecycle.Transfers.Take(i).Any(t => t.Source == edge.Source && t.Trigger == edge.Trigger))
            part.Wrong(at, $"another {edge.Trigger.ToString().ToLowerInvariant()} transfer already leaves '{edge.Source}'");
    }

    // States that lead on by themselves must not lead back: the instance would never rest.
    private static void CheckState(DocumentPart part, Lifecycle lifecycle, LifecycleState state)
    {
        var passed = new List<string> { state.Name };
        for (var next = lifecycle.Next(state.Name); next is not null && lifecycle.Has(next.Target); next = lifecycle.Next(next.Target))
        {
            if (next.Target == state.Name)
            {
                if (passed.Order(StringComparer.Ordinal).First() == state.Name)
                    part.Wrong("transfers", $"{string.Join(" -> ", passed)} -> {state.Name} go round by themselves for ever");
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

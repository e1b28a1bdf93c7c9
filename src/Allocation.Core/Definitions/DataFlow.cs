namespace Allocation.Core.Definitions;

/// <summary>The order of allocators: whoever reads what another one gives comes after it; otherwise as in the document.</summary>
internal static class DataFlow
{
    /// <summary>The nodes in order; members of a cycle are noted and left out.</summary>
    public static IReadOnlyList<AllocationNode> Sort(IReadOnlyList<AllocationNode> nodes, Action<IReadOnlyList<string>> cycle) =>
        Sort(nodes, [], cycle);

    private static List<AllocationNode> Sort(IReadOnlyList<AllocationNode> nodes, string[] level, Action<IReadOnlyList<string>> cycle)
    {
        var waiting = nodes.Select(n => Footprint.Of(Inside(n, level, cycle), level)).ToList();
        var sorted = new List<AllocationNode>();
        while (waiting.Count > 0)
        {
            if (waiting.Find(w => !waiting.Exists(o => w.Needs(o))) is not { } next)
            {
                cycle(CycleIn(waiting));
                return sorted;
            }

            sorted.Add(next.Node);
            waiting.Remove(next);
        }

        return sorted;
    }

    private static AllocationNode Inside(AllocationNode node, string[] level, Action<IReadOnlyList<string>> cycle) =>
        node.Match<AllocationNode>(
        binding => binding,
        loop => loop with { Apply = Sort(loop.Apply, [.. level, .. Footprint.Names(loop.List)], cycle) },
        fallback => fallback with { Apply = Sort(fallback.Apply, level, cycle) });

    private static List<string> CycleIn(List<Footprint> waiting)
    {
        var passed = new List<Footprint>();
        var at = waiting[0];
        while (!passed.Contains(at))
        {
            passed.Add(at);
            at = waiting.Find(at.Needs)!;
        }

        return passed.Skip(passed.IndexOf(at)).Append(at).Select(f => f.ToString()).ToList();
    }
}

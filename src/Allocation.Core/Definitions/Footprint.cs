using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Definitions;

/// <summary>What a node of the allocation writes and reads, as names from the root of the service without regard to items.</summary>
internal sealed class Footprint
{
    private readonly List<string[]> _writes = [];
    private readonly List<(string[] Path, bool All)> _reads = [];

    private Footprint(AllocationNode node) => Node = node;

    public AllocationNode Node { get; }

    public static Footprint Of(AllocationNode node, string[] level)
    {
        var footprint = new Footprint(node);
        footprint.Add(node, level);
        return footprint;
    }

    public static IEnumerable<string> Names(DictPath path) => path.Elements.Select(e => e.Name ?? "*");

    /// <summary>Whether it reads what the other one writes. All values of the very attribute that it fills it may read: those given so
    /// far.</summary>
    public bool Needs(Footprint other) =>
        _reads.Any(r => other._writes.Any(w => Meet(r.Path, w)
        && !(other == this && (r.All || Node is not AllocatorBinding and not ForEachNode { Apply: [AllocatorBinding] }))));

    /// <summary>The attributes it writes.</summary>
    public override string ToString() => string.Join(", ", _writes.Select(w => string.Join('.', w)));

    private static bool Meet(string[] read, string[] written)
    {
        var common = Math.Min(read.Length, written.Length);
        for (var i = 0; i < common; i++)
            if (read[i] != written[i] && read[i] != "*") return false;
        return true;
    }

    private void Add(AllocationNode node, string[] level)
    {
        foreach (var (binding, at) in Bindings(node, level)) AddBinding(binding, at);
    }

    // Each allocator with the level on which it runs.
    private static IEnumerable<(AllocatorBinding Binding, string[] Level)> Bindings(AllocationNode node, string[] level) => node.Match(
        binding => [(binding, level)],
        loop => loop.Apply.SelectMany(inner => Bindings(inner, [.. level, .. Names(loop.List)])),
        fallback => fallback.Apply.SelectMany(inner => Bindings(inner, level)));

    private void AddBinding(AllocatorBinding binding, string[] level)
    {
        if (binding.Attribute is { } attribute)
        {
            _writes.Add([.. level, .. Names(attribute)]);
            if (binding.Key is { } key) _writes.Add([.. level, .. Names(attribute.Parent), key]);
        }

        foreach (var argument in binding.Arguments.Values)
        {
            var read = argument.Match<(string[] Path, bool All)?>(
                constant: _ => null,
                fromService: service => ([.. Names(service.Path)], false),
                fromItem: item => ([.. level, .. Names(item.Path)], false),
                all: all => ([.. Names(all.Path)], true));
            if (read is { } known) _reads.Add(known);
        }
    }
}

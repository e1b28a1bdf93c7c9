using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Allocating;

/// <summary>
/// Goes through the allocators of a definition in their order, level by level, over the attributes of one instance. What a
/// call sets is seen by the calls after it.
/// </summary>
/// <param name="definition">The definition.</param>
/// <param name="candidate">The attributes; changed while walking.</param>
/// <param name="active">The attributes in force, by which one sees that an item came or went.</param>
internal sealed class AllocationWalk(ServiceDefinition definition, JsonObject candidate, AttributeSet? active)
{
    /// <summary>The calls; each may write before the next one is taken.</summary>
    public IEnumerable<AllocatorCall> Calls() =>
        Visit(definition.Allocation, new AllocationLevel(DictPath.Root, candidate, candidate, null, SetChanged: false));

    /// <summary>Writes a value that a call gave to where it is kept, and to where the calls after it look.</summary>
    public void Write(AllocatorCall call, DictPath path, JsonNode? value)
    {
        path.Set(call.Level.Node, value, construct: false);
        if (call.Level.Fallback is not null) call.Write(path, value).Into(candidate);
    }

    private IEnumerable<AllocatorCall> Visit(IReadOnlyList<AllocationNode> nodes, AllocationLevel level) =>
        nodes.SelectMany(node =>
            node.Match<IEnumerable<AllocatorCall>>(binding => [new AllocatorCall(binding, level)], loop => Loop(loop, level), Wrap));

    private IEnumerable<AllocatorCall> Loop(ForEachNode loop, AllocationLevel level)
    {
        if (!loop.List.TryGet(level.Node, out var node) || node is not JsonArray list) yield break;
        var changed = level.SetChanged || (loop.SetSensitive && Changed(loop, level, list));
        var (parent, name) = (level.Path.Then(loop.List.Parent), loop.List.Elements[^1].Name!);
        foreach (var item in list.OfType<JsonObject>())
        {
            var inside = level with
            {
                Path = parent.Then(ItemAddress.Of(name, loop.IdentifiedBy, item)),
                Node = item,
                SetChanged = changed,
            };
            foreach (var call in Visit(loop.Apply, inside)) yield return call;
        }
    }

    private bool Changed(ForEachNode loop, AllocationLevel level, JsonArray list)
    {
        if (active is null) return true;
        if (!level.Path.Then(loop.List).TryGet(active.Root, out var node) || node is not JsonArray before) return list.Count > 0;
        return !Keys(list, loop).SetEquals(Keys(before, loop));
    }

    private static HashSet<string> Keys(JsonArray list, ForEachNode loop) =>
        list.OfType<JsonObject>().Select(item => ItemAddress.Of("", loop.IdentifiedBy, item).ToString()).ToHashSet();

    // Allocators below see the values in place; they are kept in the map.
    private IEnumerable<AllocatorCall> Wrap(FallbackNode fallback)
    {
        var view = FallbackMap.Unwrap(definition, candidate, fallback.Attribute, trackDeletes: true);
        foreach (var call in Visit(fallback.Apply, new AllocationLevel(DictPath.Root, view, view, fallback.Attribute, SetChanged: false)))
            yield return call;
        if (fallback.TrackDeletes) FallbackMap.Prune(candidate, fallback.Attribute);
    }
}

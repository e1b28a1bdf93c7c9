using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Services.Attributes;

/// <summary>Which values an update makes stale: those whose definition watches an attribute that the update changes.</summary>
internal static class StaleValues
{
    /// <summary>Takes stale values away, so that they are allocated anew.</summary>
    public static void Forget(ServiceDefinition definition, JsonObject before, JsonObject after)
    {
        if (!definition.Bindings.Any(binding => binding.RefreshOn.Count > 0)) return;
        foreach (var call in new AllocationWalk(definition, after, null).Calls())
            if (call.Binding.RefreshOn.Any(watched => Changed(call, watched, before))) Drop(call, after);
    }

    private static bool Changed(AllocatorCall call, string watched, JsonObject before) =>
        call.Level.Path.TryGet(before, out var node) && node is JsonObject level
            && !JsonNode.DeepEquals(level[watched], call.Level.Node[watched]);

    private static void Drop(AllocatorCall call, JsonObject after)
    {
        if (call.Binding.Attribute is not { } attribute) return;
        Drop(call, attribute, after);
        if (call.Binding.Key is { } key) Drop(call, attribute.Parent.Then(key), after);
    }

    private static void Drop(AllocatorCall call, DictPath path, JsonObject after)
    {
        path.Remove(call.Level.Node);
        if (call.Level.Fallback is { } map) (after[map] as JsonObject)?.Remove(call.Level.Path.Then(path).ToString());
    }
}

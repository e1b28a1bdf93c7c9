using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Allocating;

/// <summary>What allocators have put into an attribute set: everything that has the modifier <c>r</c>, and what the maps keep.</summary>
internal static class AllocatedValues
{
    /// <summary>Each value with its path from the root, in the order of the definition.</summary>
    public static IEnumerable<(DictPath Path, JsonNode Value)> Of(ServiceDefinition definition, JsonObject? attributes)
    {
        if (attributes is null) return [];
        var maps = definition.Allocation.OfType<FallbackNode>().Select(f => f.Attribute).ToHashSet();
        return In(definition.Shape, attributes, DictPath.Root)
            .SelectMany(v => v.Path.Elements is [{ Name: { } name }] && maps.Contains(name) ? InMap(v.Value) : [v]);
    }

    /// <summary>The same for people, such as <c>north_vlan_id 100</c>, without reservation ids.</summary>
    public static IReadOnlyList<string> Texts(ServiceDefinition definition, JsonObject? attributes)
    {
        var keys = definition.Bindings.Select(binding => binding.Key).OfType<string>().ToHashSet();
        return Of(definition, attributes).Where(v => !keys.Contains(v.Path.Elements[^1].Name!)).Select(v => Text(v.Path, v.Value)).ToList();
    }

    /// <summary>A value for people.</summary>
    public static string Text(DictPath path, JsonNode? value) => $"{path} {PathComparison.TextOf(value)}";

    private static IEnumerable<(DictPath Path, JsonNode Value)> In(EntityShape shape, JsonObject attributes, DictPath at)
    {
        foreach (var attribute in shape.Attributes.Where(a => a.Modifier == AttributeModifier.Read))
            if (attributes[attribute.Name] is { } value) yield return (at.Then(attribute.Name), value);
        foreach (var embedded in shape.Embedded)
        {
            if (attributes[embedded.Name] is JsonObject one)
                foreach (var inner in In(embedded.Shape, one, at.Then(embedded.Name))) yield return inner;
            if (attributes[embedded.Name] is not JsonArray many || embedded.Keys.Count == 0) continue;
            foreach (var item in many.OfType<JsonObject>())
                foreach (var inner in In(embedded.Shape, item, at.Then(ItemAddress.Of(embedded.Name, embedded.Keys, item))))
                    yield return inner;
        }
    }

    private static IEnumerable<(DictPath Path, JsonNode Value)> InMap(JsonNode map) =>
        (map as JsonObject ?? []).Where(m => m.Value is not null).Select(m => (DictPath.Parse(m.Key), m.Value!));
}

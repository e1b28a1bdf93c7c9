using System.Globalization;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Allocating;

/// <summary>
/// The map from path to value that keeps what is allocated inside embedded entities without strict modifiers. Source:
/// Inmanta's <c>ContextV2Wrapper</c> and <c>context_v2_unwrapper</c>.
/// </summary>
internal static class FallbackMap
{
    /// <summary>Puts the values of the map where they belong; a copy.</summary>
    /// <param name="definition">Says of which type the keys of items are, so that an integer key stays an integer.</param>
    /// <param name="attributes">The attributes of a service.</param>
    /// <param name="fallback">The attribute that is the map.</param>
    /// <param name="trackDeletes">Whether the values of items that are gone are left out; otherwise such an item reappears.</param>
    public static JsonObject Unwrap(ServiceDefinition definition, JsonObject attributes, string fallback, bool trackDeletes)
    {
        var whole = (JsonObject)attributes.DeepClone();
        if (attributes[fallback] is not JsonObject map) return whole;
        foreach (var (text, value) in map)
        {
            var path = DictPath.Parse(text);
            if (!trackDeletes || HasPlace(whole, path))
                path.Set(whole, value?.DeepClone(), keyValue: (list, key, wanted) => KeyValue(definition, list, key, wanted));
        }

        return whole;
    }

    /// <summary>The attributes of a service with the values of all its maps where they belong; the same object when there is no
    /// map.</summary>
    public static JsonObject Unwrap(ServiceDefinition definition, JsonObject attributes)
    {
        foreach (var node in definition.Allocation.OfType<FallbackNode>())
            attributes = Unwrap(definition, attributes, node.Attribute, node.TrackDeletes);
        return attributes;
    }

    /// <summary>Drops the values of items that are gone.</summary>
    internal static void Prune(JsonObject attributes, string fallback)
    {
        if (attributes[fallback] is not JsonObject map) return;
        foreach (var gone in map.Select(m => m.Key).Where(text => !HasPlace(attributes, DictPath.Parse(text))).ToList()) map.Remove(gone);
    }

    private static bool HasPlace(JsonObject attributes, DictPath path) =>
        path.Parent.TryGet(attributes, out var parent) && parent is JsonObject;

    private static JsonNode? KeyValue(ServiceDefinition definition, DictPath list, string key, string? text)
    {
        var type = definition.Shape.At(list).Embedded?.Shape.Attribute(key)?.Type;
        return type == AttributeType.Integer && long.TryParse(text, NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}

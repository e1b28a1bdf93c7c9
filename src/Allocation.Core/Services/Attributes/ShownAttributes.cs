using System.Text.Json.Nodes;
using Allocation.Core.Definitions;

namespace Allocation.Core.Services.Attributes;

/// <summary>Attributes as people see them: all that the definition has, in its order, null where there is no value.</summary>
internal static class ShownAttributes
{
    /// <summary>The attributes of a shape; those of an older version of the definition come last.</summary>
    public static JsonObject Of(EntityShape shape, JsonObject values)
    {
        var shown = new JsonObject();
        foreach (var attribute in shape.Attributes) shown[attribute.Name] = values[attribute.Name]?.DeepClone();
        foreach (var embedded in shape.Embedded) shown[embedded.Name] = Of(embedded, values[embedded.Name]);
        foreach (var (name, value) in values)
            if (!shown.ContainsKey(name)) shown[name] = value?.DeepClone();
        return shown;
    }

    private static JsonNode? Of(EmbeddedDefinition embedded, JsonNode? value) => value switch
    {
        JsonObject one => Of(embedded.Shape, one),
        JsonArray many =>
            new JsonArray(many.Select(item => item is JsonObject entity ? Of(embedded.Shape, entity) : item?.DeepClone()).ToArray()),
        null when embedded.Many => new JsonArray(),
        _ => value?.DeepClone(),
    };
}

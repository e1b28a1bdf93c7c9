using System.Text.Json.Nodes;
using Allocation.Core.Definitions;

namespace Allocation.Core.Services.Attributes;

/// <summary>
/// Values that arrive as text, as every cell of a CSV file does, for attributes of another type. They are read where the text is exactly
/// how the value is written, such as <c>10</c> and <c>true</c>; any other text stays text, and is a mistake later.
/// </summary>
internal static class TypedText
{
    /// <summary>A copy of attributes in which such text has become the value.</summary>
    public static JsonObject Read(EntityShape shape, JsonObject given)
    {
        var read = (JsonObject)given.DeepClone();
        Convert(shape, read);
        return read;
    }

    private static void Convert(EntityShape shape, JsonObject given)
    {
        foreach (var attribute in shape.Attributes)
        {
            if (given[attribute.Name] is JsonValue value && value.TryGetValue<string>(out var text)
                && AttributeTypes.FromText(attribute.Type, text) is { } typed)
            {
                given[attribute.Name] = typed;
            }
        }

        foreach (var embedded in shape.Embedded)
        {
            var inner = given[embedded.Name];
            foreach (var item in inner is JsonArray list ? list.OfType<JsonObject>() : inner is JsonObject one ? [one] : [])
                Convert(embedded.Shape, item);
        }
    }
}

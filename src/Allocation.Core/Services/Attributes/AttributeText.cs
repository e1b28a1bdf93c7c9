using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Json;

namespace Allocation.Core.Services.Attributes;

/// <summary>Attributes that arrive as the text of a JSON object. Nothing in it is changed: text that looks like a time stays that text.</summary>
internal static class AttributeText
{
    /// <summary>The attributes.</summary>
    /// <param name="json">The text.</param>
    /// <param name="service">The service that they are for; null when it is not known yet.</param>
    /// <exception cref="InvalidServiceException">It is no JSON object, or has a name twice.</exception>
    public static JsonObject Parse(string json, string? service)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject attributes) throw new InvalidServiceException(service, "Attributes must be a JSON object.");
            Visit(attributes);
            return attributes;
        }
        catch (JsonException e)
        {
            throw new InvalidServiceException(service, $"The attributes cannot be read: {JsonMistake.Of(json, e)}");
        }
        catch (ArgumentException e)
        {
            throw new InvalidServiceException(service, $"The attributes cannot be read: a name must not occur twice in an object. {e.Message}");
        }
    }

    // The library looks for names that occur twice only when a part is used.
    private static void Visit(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, value) in members) Visit(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) Visit(item);
        }
    }
}

using System.Text.Json.Nodes;

namespace Allocation.Core.Inventories.Http;

/// <summary>Fills the texts of a body with values. Values go into finished JSON texts, so none can end one.</summary>
internal static class HttpBody
{
    /// <summary>The body with the values.</summary>
    /// <exception cref="HttpCallException">A value is not known.</exception>
    public static JsonNode? Fill(JsonNode? body, IReadOnlyDictionary<string, string> values) => body switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Fill(f.Value, values)))),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item, values))]),
        JsonValue value when value.TryGetValue(out string? text) => HttpTemplate.Parse(text)!.Value(values),
        _ => body?.DeepClone(),
    };

    /// <summary>The names of the values that a body needs.</summary>
    public static IEnumerable<string> Names(JsonNode? body) => body switch
    {
        JsonObject fields => fields.SelectMany(f => Names(f.Value)),
        JsonArray items => items.SelectMany(Names),
        JsonValue value when value.TryGetValue(out string? text) => HttpTemplate.Parse(text)?.Names ?? [],
        _ => [],
    };
}

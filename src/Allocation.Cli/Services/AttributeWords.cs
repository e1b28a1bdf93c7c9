using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Results;

namespace Allocation.Cli.Services;

/// <summary>The attributes of a service in a cell of a table: <c>site=north, ports=[{name=eth0, vlan_id=101}]</c>. What has no value is
/// left out.</summary>
internal static class AttributeWords
{
    // Where a text could be taken for more than one value, or for none.
    private static readonly SearchValues<char> s_steering = SearchValues.Create(",=[]{}\"");

    /// <summary>The attributes.</summary>
    public static string Of(JsonObject attributes) =>
        string.Join(", ", attributes.Where(a => a.Value is not null).Select(a => $"{a.Key}={Value(a.Value)}"));

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject many => $"{{{Of(many)}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Value))}]",
        _ when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text && IsPlain(text) => text,
        _ => value.ToJsonString(JsonText.Options),
    };

    private static bool IsPlain(string text) => text.Trim() == text && text.Length > 0 && !text.AsSpan().ContainsAny(s_steering);
}

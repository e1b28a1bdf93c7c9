using System.Text.Json;
using System.Text.RegularExpressions;

namespace Allocation.Core.Inventories.Http;

/// <summary>Where a text is in a JSON document, and which part of the value it is.</summary>
/// <param name="At">The value.</param>
/// <param name="Pattern">Its one group is the text; null when the whole value is.</param>
internal sealed record JsonPlace(JsonPointer At, Regex? Pattern)
{
    /// <summary>The text; null when there is no value, no plain value, an empty one, or one that the pattern does not fit.</summary>
    public string? Read(JsonElement document)
    {
        if (!At.TryFind(document, out var found) || Text(found) is not { Length: > 0 } text) return null;
        if (Pattern is null) return text;
        var match = Pattern.Match(text);
        return match.Success && match.Groups[1].Length > 0 ? match.Groups[1].Value : null;
    }

    /// <summary>A plain value as text; null for objects, lists and null.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}

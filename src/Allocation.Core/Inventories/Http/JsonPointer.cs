using System.Text.Json;

namespace Allocation.Core.Inventories.Http;

/// <summary>Where a value is in a JSON document, as RFC 6901 writes it: <c>/results/0/vid</c>; the empty text is the whole
/// document.</summary>
internal sealed record JsonPointer
{
    private readonly IReadOnlyList<string> _tokens;

    private JsonPointer(string text, IReadOnlyList<string> tokens)
    {
        Text = text;
        _tokens = tokens;
    }

    /// <summary>The whole document.</summary>
    public static JsonPointer Whole { get; } = new("", []);

    /// <summary>Its text form.</summary>
    public string Text { get; }

    /// <summary>Reads the text form; null when it is none.</summary>
    public static JsonPointer? Parse(string text)
    {
        if (text.Length == 0) return Whole;
        if (text[0] != '/') return null;
        var tokens = text[1..].Split('/');
        return tokens.All(IsEscaped) ? new(text, [.. tokens.Select(Unescape)]) : null;
    }

    /// <summary>The value that it points to; false when the document has none there.</summary>
    public bool TryFind(JsonElement document, out JsonElement found)
    {
        found = document;
        foreach (var token in _tokens)
        {
            var isThere = found.ValueKind switch
            {
                JsonValueKind.Object => found.TryGetProperty(token, out found),
                JsonValueKind.Array when Index(token) is { } index && index < found.GetArrayLength() =>
                    (found = found[index]).ValueKind != JsonValueKind.Undefined,
                _ => false,
            };
            if (!isThere) return false;
        }

        return true;
    }

    /// <summary>For people: the pointer, or that it is the whole answer.</summary>
    public override string ToString() => Text.Length == 0 ? "the whole answer" : $"'{Text}'";

    // A tilde stands only before 0 and 1.
    private static bool IsEscaped(string token)
    {
        for (var at = token.IndexOf('~'); at >= 0; at = token.IndexOf('~', at + 1))
            if (at + 1 >= token.Length || token[at + 1] is not ('0' or '1')) return false;
        return true;
    }

    // In this order: ~01 is ~1, and not a slash.
    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static int? Index(string token) =>
        token.Length is > 0 and < 10 && token.All(char.IsAsciiDigit) && (token.Length == 1 || token[0] != '0')
            ? int.Parse(token, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}

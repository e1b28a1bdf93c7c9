using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Allocation.Core.Inventories.Http;

/// <summary>
/// A text with places for values: <c>{number}</c>. Doubled braces are braces. Values are encoded for where they go, so that no value can
/// change the meaning of what is around it; nothing is ever computed.
/// </summary>
internal sealed partial class HttpTemplate
{
    private readonly IReadOnlyList<(string Text, string? Name, bool KeepsSlashes)> _parts;

    private HttpTemplate(IReadOnlyList<(string Text, string? Name, bool KeepsSlashes)> parts) => _parts = parts;

    /// <summary>The names of the values it needs.</summary>
    public IEnumerable<string> Names => _parts.Where(p => p.Name is not null).Select(p => p.Name!).Distinct(StringComparer.Ordinal);

    /// <summary>Reads a template; null when a brace has no partner or what is between two is not a name.</summary>
    public static HttpTemplate? Parse(string text)
    {
        var parts = new List<(string, string?, bool)>();
        var rest = text;
        while (rest.Length > 0)
        {
            var match = Part().Match(rest);
            if (!match.Success) return null;
            var name = match.Groups["name"];
            parts.Add(name.Success
                ? ("", name.Value, match.Groups["slashes"].Length > 0)
                : (match.Value.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal), null, false));
            rest = rest[match.Length..];
        }

        return new(parts);
    }

    /// <summary>The text with the values as they are.</summary>
    /// <exception cref="HttpCallException">A value is not known.</exception>
    public string Plain(IReadOnlyDictionary<string, string> values) => Join(values, (value, _) => value);

    /// <summary>The text as a part of an address: every value is percent-encoded; with <c>{+name}</c> its slashes and colons
    /// stay.</summary>
    /// <exception cref="HttpCallException">A value is not known, is empty, or would name another folder.</exception>
    public string Address(IReadOnlyDictionary<string, string> values) => Join(values, (value, keepsSlashes) =>
    {
        var segments = keepsSlashes ? value.Split('/') : [value];
        if (segments.Any(s => s is "" or "." or ".."))
            throw new HttpCallException($"'{value}' cannot be a part of an address", mayHaveHappened: false);
        return string.Join('/', segments.Select(s => keepsSlashes
            ? Uri.EscapeDataString(s).Replace("%3A", ":", StringComparison.Ordinal)
            : Uri.EscapeDataString(s)));
    });

    /// <summary>The text as a JSON value: a number when it is nothing but <c>{number}</c>.</summary>
    /// <exception cref="HttpCallException">A value is not known.</exception>
    public JsonNode Value(IReadOnlyDictionary<string, string> values)
    {
        var text = Plain(values);
        return _parts is [{ Name: HttpValues.Number }]
            ? JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture))
            : JsonValue.Create(text);
    }

    private string Join(IReadOnlyDictionary<string, string> values, Func<string, bool, string> encode)
    {
        var text = new StringBuilder();
        foreach (var (literal, name, keepsSlashes) in _parts)
        {
            if (name is null) text.Append(literal);
            else if (values.TryGetValue(name, out var value)) text.Append(encode(value, keepsSlashes));
            else throw new HttpCallException($"the request needs {{{name}}}, which is not known", mayHaveHappened: false);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\A(?:\{(?<slashes>\+?)(?<name>[a-z_]+)\}|(?:[^{}]|\{\{|\}\})+)")]
    private static partial Regex Part();
}

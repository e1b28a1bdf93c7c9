using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.Definitions.Files;

/// <summary>
/// The JSON document that a YAML document means. Values without quotes on which readers of YAML differ (YAML 1.1 and 1.2, its JSON schema)
/// are mistakes: numbers are written as JSON writes them, without an exponent, and true, false and null in lower case.
/// </summary>
internal sealed partial class DefinitionYaml
{
    // Aliases of aliases grow without end; no definition is as large.
    private const int MostNodes = 100_000;

    private readonly Dictionary<string, int> _lines = [];
    private readonly List<(int Line, string Text)> _mistakes = [];
    private int _nodes;

    private DefinitionYaml()
    {
    }

    /// <summary>The document; says nothing when there are mistakes.</summary>
    public string Json { get; private set; } = "";

    /// <summary>What cannot be read in one way only, by line.</summary>
    public IReadOnlyList<string> Mistakes => [.. _mistakes.OrderBy(m => m.Line).Select(m => $"line {m.Line}: {m.Text}")];

    /// <summary>Reads a document.</summary>
    public static DefinitionYaml Read(PoolsYamlNode root)
    {
        var yaml = new DefinitionYaml();
        yaml.Json = yaml.Value(root, "")?.ToJsonString() ?? "null";
        return yaml;
    }

    /// <summary>A mistake of the definition, which begins with its path, with the line in front.</summary>
    public string WithLine(string mistake)
    {
        var end = mistake.IndexOf(": ", StringComparison.Ordinal);
        for (var path = end < 0 ? "" : mistake[..end]; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (_lines.TryGetValue(path, out var line)) return $"line {line}: {mistake}";
        }

        return $"line {_lines.GetValueOrDefault("", 1)}: {mistake}";
    }

    private JsonNode? Value(PoolsYamlNode node, string path)
    {
        _lines.TryAdd(path, node.Line);
        if (++_nodes > MostNodes)
        {
            if (_nodes == MostNodes + 1) Mistake(node.Line, $"The document must have at most {MostNodes} values, with those of aliases.");
            return null;
        }

        if (node.IsTagged) Mistake(node.Line, "A value must not have a tag such as !!str, which JSON does not have.");
        if (node.Entries is { } entries) return Object(entries, path);
        if (node.Items is { } items) return new JsonArray([.. items.Select((item, i) => Value(item, $"{path}[{i}]"))]);
        return Scalar(node);
    }

    private JsonObject Object(IReadOnlyList<PoolsYamlEntry> entries, string path)
    {
        var members = new JsonObject();
        var lines = new Dictionary<string, int>();
        foreach (var entry in entries)
        {
            if (_nodes > MostNodes) break;
            if (!entry.IsText && Doubt(entry.Key) is { } doubt) Mistake(entry.Line, $"A key must be a text. {doubt}");
            if (!lines.TryAdd(entry.Key, entry.Line))
            {
                Mistake(entry.Line, $"The key '{entry.Key}' is in line {lines[entry.Key]} already; only one line may have it.");
                continue;
            }

            var place = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            _lines.TryAdd(place, entry.Line);
            members.Add(entry.Key, Value(entry.Value, place));
        }

        return members;
    }

    private JsonValue? Scalar(PoolsYamlNode node)
    {
        if (node.IsText) return JsonValue.Create(node.Scalar ?? "");
        switch (node.Scalar)
        {
            case null or "" or "null" or "~": return null;
            case "true": return JsonValue.Create(true);
            case "false": return JsonValue.Create(false);
        }

        if (Number().IsMatch(node.Scalar)) return JsonNode.Parse(node.Scalar)!.AsValue();
        if (Doubt(node.Scalar) is { } doubt) Mistake(node.Line, doubt);
        return JsonValue.Create(node.Scalar);
    }

    private static string? Doubt(string scalar) => Other().IsMatch(scalar) || Number().IsMatch(scalar) || YamlText.IsDoubtful(scalar)
        ? $"'{scalar}' without quotes means different things to readers of YAML. Write '{scalar}' in quotes for the text; write true, " +
            "false, null, or a number such as 15 or -1.5 for these."
        : null;

    private void Mistake(int line, string text) => _mistakes.Add((line, text));

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\z")]
    private static partial Regex Number();

    // What YAML 1.2 and the text of YAML 1.1 read as no text, beside what YamlText knows.
    [GeneratedRegex(@"^(?:[yYnN]|0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)\z")]
    private static partial Regex Other();
}

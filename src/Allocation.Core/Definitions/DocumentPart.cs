using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.Core.Definitions;

/// <summary>One object of a document that is being read, with its path; what is wrong is noted, not thrown, so that all mistakes are found
/// at once.</summary>
internal sealed class DocumentPart
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes;

    public DocumentPart(JsonElement element, string path, List<string> mistakes)
    {
        Path = path;
        _mistakes = mistakes;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Wrong("", $"it must be an object, not {KindOf(element)}");
            return;
        }

        foreach (var member in element.EnumerateObject())
            if (!_members.TryAdd(member.Name, member.Value)) Wrong(member.Name, "it must not be there twice");
    }

    /// <summary>Where it is in the document.</summary>
    public string Path { get; }

    /// <summary>The names of its members in order.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>Whether it has the member, and that is not null.</summary>
    public bool Has(string name) => _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Where a member of it stands.</summary>
    public string PathOf(string name) => name.Length == 0 ? Path : Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>Notes a mistake at a member.</summary>
    public void Wrong(string name, string what) =>
        _mistakes.Add($"{(PathOf(name) is { Length: > 0 } path ? path : "the document")}: {what}");

    /// <summary>Notes every member that is none of these.</summary>
    public void Only(params string[] names)
    {
        foreach (var name in _members.Keys.Except(names)) Wrong(name, $"there is no such member (there are {string.Join(", ", names)})");
    }

    /// <summary>A text; the fallback when it is absent; null also when it is wrong.</summary>
    public string? Text(string name, string? fallback = null, bool required = false)
    {
        if (!Has(name))
        {
            if (required) Wrong(name, "it is missing");
            return fallback;
        }

        if (_members[name].ValueKind == JsonValueKind.String && _members[name].GetString() is { Length: > 0 } text) return text;
        Wrong(name, "it must be a text that is not empty");
        return null;
    }

    /// <summary>True or false; the fallback when it is absent or wrong.</summary>
    public bool Flag(string name, bool fallback)
    {
        if (!Has(name)) return fallback;
        if (_members[name].ValueKind is JsonValueKind.True or JsonValueKind.False) return _members[name].GetBoolean();
        Wrong(name, "it must be true or false");
        return fallback;
    }

    /// <summary>A whole number not below 0; null when it is absent or wrong.</summary>
    public int? Count(string name)
    {
        if (!Has(name)) return null;
        if (_members[name].ValueKind == JsonValueKind.Number && _members[name].TryGetInt32(out var number) && number >= 0) return number;
        Wrong(name, "it must be a whole number from 0 on");
        return null;
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!Has(name)) return [];
        var value = _members[name];
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return value.EnumerateArray().Select(e => e.GetString()!).ToList();
        Wrong(name, "it must be a list of texts");
        return [];
    }

    /// <summary>A member as an object; null when it is absent.</summary>
    public DocumentPart? Child(string name) => Has(name) ? new DocumentPart(_members[name], PathOf(name), _mistakes) : null;

    /// <summary>The objects of a list.</summary>
    public IEnumerable<DocumentPart> Items(string name)
    {
        if (!Has(name)) return [];
        if (_members[name].ValueKind == JsonValueKind.Array)
            return _members[name].EnumerateArray().Select((e, i) => new DocumentPart(e, $"{PathOf(name)}[{i}]", _mistakes)).ToList();
        Wrong(name, "it must be a list");
        return [];
    }

    /// <summary>An object somewhere below a member, at a place such as <c>taken[0]</c>.</summary>
    public DocumentPart Element(string place, JsonElement element) => new(element, PathOf(place), _mistakes);

    /// <summary>A member as it is.</summary>
    public JsonElement Raw(string name) => _members[name];

    /// <summary>A member as its own value.</summary>
    public JsonNode? Node(string name) => JsonNode.Parse(_members[name].GetRawText());

    private static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        _ => element.GetRawText(),
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Inventories;

/// <summary>
/// What a VLAN pool file says: <c>{"version": n, "range": {"from": f, "to": t}, "used": [...]}</c>. A missing range is
/// <c>[0, 0[</c>, a missing version 0, missing used numbers none; fields that we do not know are kept. Source: Inmanta's
/// partial-allocation example.
/// </summary>
public sealed class VlanPoolContent
{
    // Text in fields that we do not know stays readable instead of turning into \u escapes.
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _document;
    private readonly SortedSet<long> _used = [];

    private VlanPoolContent(string path, JsonObject document)
    {
        _document = document;
        Version = Number(path, document, "version") ?? 0;
        if (Version is < 0 or long.MaxValue) throw new InvalidPoolFileException(path, $"its version is {Version}, which cannot be raised");
        Range = ReadRange(path, document["range"]);
        ReadUsed(path, document["used"]);
    }

    /// <summary>How often the file was written.</summary>
    public long Version { get; private set; }

    /// <summary>The numbers it gives, half-open.</summary>
    public NumberRange Range { get; }

    /// <summary>The numbers that are taken, lowest first.</summary>
    public IReadOnlyCollection<long> Used => _used;

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="InvalidPoolFileException">It is no such document; the reason says where.</exception>
    public static VlanPoolContent Parse(string path, string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject document) return new VlanPoolContent(path, document);
            throw new InvalidPoolFileException(path, "it holds no JSON object");
        }
        catch (JsonException e)
        {
            throw new InvalidPoolFileException(path, $"it is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidPoolFileException(path, "a field stands in it twice", e);
        }
    }

    /// <summary>The lowest number that is neither used nor among <paramref name="alsoUsed"/>; null when there is none.</summary>
    public long? LowestFree(IReadOnlySet<long> alsoUsed)
    {
        var number = Range.From;
        while (number < Range.To && (_used.Contains(number) || alsoUsed.Contains(number))) number++;
        return number < Range.To ? number : null;
    }

    /// <summary>Whether the number is taken.</summary>
    public bool IsUsed(long number) => _used.Contains(number);

    /// <summary>Marks a number as taken.</summary>
    public void Take(long number) => _used.Add(number);

    /// <summary>Marks a number as free. False when it was.</summary>
    public bool Free(long number) => _used.Remove(number);

    /// <summary>The text of the next version of the file.</summary>
    public string NextVersion()
    {
        Version++;
        _document["version"] = Version;
        _document["used"] = new JsonArray(_used.Select(n => (JsonNode)JsonValue.Create(n)).ToArray());
        return _document.ToJsonString(s_indented) + "\n";
    }

    private static NumberRange ReadRange(string path, JsonNode? node)
    {
        if (node is null) return default;
        if (node is not JsonObject range) throw new InvalidPoolFileException(path, "'range' is no object with 'from' and 'to'");
        var from = Number(path, range, "from") ?? 0;
        var to = Number(path, range, "to") ?? 0;
        if (from < 0) throw new InvalidPoolFileException(path, $"its range begins below 0, at {from}");
        if (to < from) throw new InvalidPoolFileException(path, $"its range is reversed: from {from} to {to}");
        return new NumberRange(from, to);
    }

    private static long? Number(string path, JsonObject container, string name) => container[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) => number,
        _ => throw new InvalidPoolFileException(path, $"'{name}' is no whole number"),
    };

    private void ReadUsed(string path, JsonNode? node)
    {
        if (node is null) return;
        if (node is not JsonArray used) throw new InvalidPoolFileException(path, "'used' is no list of numbers");
        foreach (var item in used)
        {
            if (item is not JsonValue value || !value.TryGetValue(out long number)) throw new InvalidPoolFileException(path, $"'used' has {item?.ToJsonString() ?? "null"}, which is no whole number");
            if (!Range.Contains(number)) throw new InvalidPoolFileException(path, $"'used' has {number}, which lies outside {Range}");
            if (!_used.Add(number)) throw new InvalidPoolFileException(path, $"'used' has {number} twice");
        }
    }
}

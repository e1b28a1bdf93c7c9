using System.Globalization;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Inventories;

/// <summary>Reads the fields of a VLAN pool file, strictly: what cannot be right is refused with the reason.</summary>
/// <param name="path">The file, for the reason.</param>
internal sealed class PoolFileFields(string path)
{
    public long? Number(JsonObject container, string name) => container[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) => number,
        _ => throw new InvalidPoolFileException(path, $"'{name}' is no whole number"),
    };

    public long Version(JsonObject document)
    {
        var version = Number(document, "version") ?? 0;
        return version is < 0 or long.MaxValue ? throw new InvalidPoolFileException(path, $"its version is {version}, which cannot be raised") : version;
    }

    public NumberRange Range(JsonNode? node)
    {
        if (node is null) return default;
        if (node is not JsonObject range) throw new InvalidPoolFileException(path, "'range' is no object with 'from' and 'to'");
        var from = Number(range, "from") ?? 0;
        var to = Number(range, "to") ?? 0;
        if (from < 0) throw new InvalidPoolFileException(path, $"its range begins below 0, at {from}");
        if (to < from) throw new InvalidPoolFileException(path, $"its range is reversed: from {from} to {to}");
        return new NumberRange(from, to);
    }

    public IEnumerable<long> Used(JsonNode? node, NumberRange range)
    {
        if (node is null) yield break;
        if (node is not JsonArray used) throw new InvalidPoolFileException(path, "'used' is no list of numbers");
        var seen = new HashSet<long>();
        foreach (var item in used)
        {
            var number = Inside("used", item, range);
            yield return seen.Add(number) ? number : throw new InvalidPoolFileException(path, $"'used' has {number} twice");
        }
    }

    public IEnumerable<(string Key, long Number)> Allocations(JsonNode? node, NumberRange range, IReadOnlySet<long> used)
    {
        if (node is null) yield break;
        if (node is not JsonObject allocations) throw new InvalidPoolFileException(path, "'allocations' is no object of keys and numbers");
        var seen = new HashSet<long>();
        foreach (var (key, item) in allocations)
        {
            var number = Inside("allocations", item, range);
            if (used.Contains(number) && !seen.Contains(number)) throw new InvalidPoolFileException(path, $"{number} stands in 'used' and in 'allocations'");
            yield return seen.Add(number) ? (key, number) : throw new InvalidPoolFileException(path, $"'allocations' has {number} twice");
        }
    }

    public IEnumerable<(long Number, PoolFileOwner Owner)> Owners(JsonNode? node)
    {
        if (node is null) yield break;
        if (node is not JsonObject owners) throw new InvalidPoolFileException(path, $"'{PoolFileOwner.Field}' is no object of numbers and owners");
        foreach (var (text, item) in owners)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || item is not JsonObject owner || Text(owner, "owner") is not { } lease)
                throw new InvalidPoolFileException(path, $"'{PoolFileOwner.Field}' has '{text}', which is no number with its owner");
            yield return (number, new PoolFileOwner(new InventoryTag(lease, Text(owner, "attribute"), Text(owner, "key")), Text(owner, "name")));
        }
    }

    private static string? Text(JsonObject container, string name) =>
        container[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private long Inside(string field, JsonNode? item, NumberRange range)
    {
        if (item is not JsonValue value || !value.TryGetValue(out long number))
            throw new InvalidPoolFileException(path, $"'{field}' has {item?.ToJsonString() ?? "null"}, which is no whole number");
        return range.Contains(number) ? number : throw new InvalidPoolFileException(path, $"'{field}' has {number}, which lies outside {range}");
    }
}

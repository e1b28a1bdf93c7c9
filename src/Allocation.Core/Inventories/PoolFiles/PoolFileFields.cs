using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Json;
using Allocation.Core.Pools;

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>Reads the fields of a VLAN pool file, strictly: what cannot be right is refused with the reason.</summary>
/// <param name="path">The file, for the reason.</param>
internal sealed class PoolFileFields(string path)
{
    public long? Number(JsonObject container, string name) => container[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) => number,
        _ => throw new InvalidPoolFileException(path, $"'{name}' must be a whole number"),
    };

    public long Version(JsonObject document)
    {
        var version = Number(document, "version") ?? 0;
        return version is < 0 or long.MaxValue
            ? throw new InvalidPoolFileException(path, $"its version must be from 0 to {long.MaxValue - 1}, not {version}")
            : version;
    }

    public NumberRange Range(JsonNode? node)
    {
        if (node is null) return default;
        if (node is not JsonObject range) throw new InvalidPoolFileException(path, "'range' must be an object with 'from' and 'to'");
        var from = Number(range, "from") ?? 0;
        var to = Number(range, "to") ?? 0;
        if (from < 0) throw new InvalidPoolFileException(path, $"its range must begin at 0 or above, not at {from}");
        if (to < from) throw new InvalidPoolFileException(path, $"its range is reversed: from {from} to {to}");
        return new NumberRange(from, to);
    }

    public SortedSet<long> Used(JsonNode? node, NumberRange range)
    {
        if (node is null) return [];
        if (node is not JsonArray used) throw new InvalidPoolFileException(path, "'used' must be a list of numbers");
        var numbers = Quickly(used) ?? used.Select(item => Whole("used", item)).ToArray();
        var sorted = new SortedSet<long>(numbers);
        foreach (var number in numbers) Inside("used", number, range);
        return sorted.Count == numbers.Length ? sorted : throw Twice("used", numbers.GroupBy(n => n).First(g => g.Count() > 1).Key);
    }

    public InvalidPoolFileException Twice(string field, long number) => new(path, $"'{field}' has {number} twice");

    public IEnumerable<(string Key, long Number)> Allocations(JsonNode? node, NumberRange range, IReadOnlySet<long> used)
    {
        if (node is null) yield break;
        if (node is not JsonObject allocations)
            throw new InvalidPoolFileException(path, "'allocations' must be an object of keys and numbers");
        var seen = new HashSet<long>();
        foreach (var (key, item) in allocations)
        {
            var number = Inside("allocations", Whole("allocations", item), range);
            if (used.Contains(number) && !seen.Contains(number))
                throw new InvalidPoolFileException(path, $"{number} must not be both in 'used' and in 'allocations'");
            yield return seen.Add(number) ? (key, number) : throw Twice("allocations", number);
        }
    }

    public IEnumerable<(long Number, PoolFileOwner Owner)> Owners(JsonNode? node)
    {
        if (node is null) yield break;
        if (node is not JsonObject owners)
            throw new InvalidPoolFileException(path, $"'{PoolFileOwner.Field}' must be an object of numbers and owners");
        foreach (var member in owners.Deserialize(PlainJson.Default.JsonElement).EnumerateObject())
        {
            if (!long.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || Text(member.Value, "owner") is not { } lease)
                throw new InvalidPoolFileException(path,
                    $"'{PoolFileOwner.Field}' has '{member.Name}', which must be a number with its owner");
            yield return (number, new PoolFileOwner(new InventoryTag(lease, Text(member.Value, "attribute"), Text(member.Value, "key")),
                Text(member.Value, "name")));
        }
    }

    private static string? Text(JsonElement container, string name) =>
        container.ValueKind == JsonValueKind.Object && container.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A node for each number costs more than all the rest of reading a file does. What is wrong with the list the slow way tells.
    private static long[]? Quickly(JsonArray numbers)
    {
        try
        {
            return numbers.Deserialize(PlainJson.Default.Int64Array);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private long Whole(string field, JsonNode? item) => item is JsonValue value && value.TryGetValue(out long number)
        ? number
        : throw new InvalidPoolFileException(path, $"'{field}' has {item?.ToJsonString() ?? "null"}, which must be a whole number");

    private long Inside(string field, long number, NumberRange range) =>
        range.Contains(number) ? number : throw new InvalidPoolFileException(path, $"'{field}' has {number}, which must be in {range}");
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Json;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>
/// What a VLAN pool file says: <c>{"version": n, "range": {"from": f, "to": t}}</c> with, by value, <c>"used": [...]</c> or,
/// by inventory id, <c>"allocations": {key: number}</c>. A missing range is <c>[0, 0[</c>, a missing version 0; fields that
/// we do not know are kept. Our own field <c>owners</c> says whose a used number is; programs that do not know it read the
/// file as before. Source: Inmanta's partial-allocation and external-allocation examples.
/// </summary>
internal sealed class VlanPoolContent
{
    // Text in fields that we do not know stays readable instead of turning into \u escapes.
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _document;
    private readonly SortedSet<long> _used;
    private readonly Dictionary<string, long> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<long, PoolFileOwner> _owners = [];
    private readonly HashSet<long> _newlyOwned = [];

    private VlanPoolContent(JsonObject document, PoolFileFields fields)
    {
        _document = document;
        Version = fields.Version(document);
        Range = fields.Range(document["range"]);
        _used = fields.Used(document["used"], Range);
        foreach (var (key, number) in fields.Allocations(document["allocations"], Range, _used))
        {
            _byKey.Add(key, number);
            _used.Add(number);
        }

        IsKeyed = document["allocations"] is not null;
        KeepsOwners = document[PoolFileOwner.Field] is not null;
        foreach (var (number, owner) in fields.Owners(document[PoolFileOwner.Field]))
        {
            if (!_owners.TryAdd(number, owner)) throw fields.Twice(PoolFileOwner.Field, number);
        }
    }

    /// <summary>How often the file was written.</summary>
    public long Version { get; private set; }

    /// <summary>The numbers it gives, half-open.</summary>
    public NumberRange Range { get; }

    /// <summary>The numbers that are taken, by value or by key, lowest first.</summary>
    public IReadOnlyCollection<long> Used => _used;

    /// <summary>Whether it is the format by inventory id.</summary>
    public bool IsKeyed { get; private set; }

    /// <summary>Whether it records owners.</summary>
    public bool KeepsOwners { get; private set; }

    /// <summary>Everything that is taken, with key and owner as far as the file has them, lowest first by value.</summary>
    public IEnumerable<InventoryEntry> Entries
    {
        get
        {
            var keys = _byKey.ToDictionary(k => k.Value, k => k.Key);
            return _used.Select(n => new InventoryEntry(n, keys.GetValueOrDefault(n), _owners.GetValueOrDefault(n)?.Tag));
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="InvalidPoolFileException">It is not such a document; the reason says where.</exception>
    public static VlanPoolContent Parse(string path, string text)
    {
        try
        {
            return new VlanPoolContent(OutsideJson.ReadObject(text), new PoolFileFields(path));
        }
        catch (OutsideJsonException error)
        {
            throw new InvalidPoolFileException(path, error.Message, error);
        }
    }

    /// <summary>The numbers that are free here, lowest first.</summary>
    public IEnumerable<long> Free()
    {
        for (var number = Range.From; number < Range.To; number++)
        {
            if (!_used.Contains(number)) yield return number;
        }
    }

    /// <summary>Whether the number is taken.</summary>
    public bool IsUsed(long number) => _used.Contains(number);

    /// <summary>The number of a key, or null.</summary>
    public long? Keyed(string? key) => key is not null && _byKey.TryGetValue(key, out var number) ? number : null;

    /// <summary>The number that is recorded for a claim, or null. An owner of a number that is free by now counts for nothing.</summary>
    public long? Owned(InventoryTag tag)
    {
        foreach (var (number, owner) in _owners)
        {
            if (_used.Contains(number) && owner.Tag.Means(tag)) return number;
        }

        return null;
    }

    /// <summary>Whose a number is, or null when that is not recorded.</summary>
    public InventoryTag? OwnerOf(long number) => _owners.GetValueOrDefault(number)?.Tag;

    /// <summary>Marks a number as taken by value; with an owner, records whose it is.</summary>
    public void Take(long number, PoolFileOwner? owner)
    {
        _used.Add(number);
        _owners.Remove(number);
        if (owner is null) return;
        KeepsOwners = true;
        _owners[number] = owner;
        _newlyOwned.Add(number);
    }

    /// <summary>Marks a number as taken under a key.</summary>
    public void Take(long number, string key)
    {
        IsKeyed = true;
        _used.Add(number);
        _byKey.Add(key, number);
    }

    /// <summary>Marks a number as free. False when it was.</summary>
    public bool Return(long number)
    {
        _owners.Remove(number);
        _newlyOwned.Remove(number);
        foreach (var key in _byKey.Where(k => k.Value == number).Select(k => k.Key).ToList()) _byKey.Remove(key);
        return _used.Remove(number);
    }

    /// <summary>The text of the next version of the file.</summary>
    public string NextVersion()
    {
        Version++;
        _document["version"] = Version;
        if (IsKeyed)
            _document["allocations"] = new JsonObject(_byKey.Select(k => KeyValuePair.Create(k.Key, (JsonNode?)JsonValue.Create(k.Value))));
        if (!IsKeyed || _document["used"] is not null)
            _document["used"] = JsonSerializer.SerializeToNode([.. _byKey.Count == 0 ? _used : _used.Except(_byKey.Values)],
                PlainJson.Default.Int64Array);
        if (KeepsOwners) WriteOwners();
        return _document.ToJsonString(s_indented) + "\n";
    }

    // Entries that stay are left as they are: making all of them anew would cost more than all the rest.
    private void WriteOwners()
    {
        if (_document[PoolFileOwner.Field] is not JsonObject owners) _document[PoolFileOwner.Field] = owners = [];
        foreach (var gone in owners.Select(o => o.Key).Where(text => !IsOwned(text)).ToList()) owners.Remove(gone);
        foreach (var number in _newlyOwned) owners[LedgerText.Of(number)] = _owners[number].ToJson();
    }

    private bool IsOwned(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _used.Contains(number)
            && _owners.ContainsKey(number);
}

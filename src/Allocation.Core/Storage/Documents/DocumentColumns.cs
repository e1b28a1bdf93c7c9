using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>The fields that rows of one list were asked for. Many rows have the same text in a field; it then is in memory once.</summary>
internal sealed class DocumentColumns
{
    private const int Most = 64;

    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);

    /// <summary>The bit that stands for a field in the sets of a row.</summary>
    /// <exception cref="InvalidOperationException">There are more fields than a set has bits.</exception>
    public ulong BitOf(string name)
    {
        if (_columns.TryGetValue(name, out var column)) return column.Bit;
        if (_columns.Count == Most) throw new InvalidOperationException($"A row of a document must have at most {Most} fields.");
        var added = new Column(1UL << _columns.Count);
        _columns.Add(name, added);
        return added.Bit;
    }

    /// <summary>Whether a set has a field.</summary>
    public bool Has(string name, ulong fields) => _columns.TryGetValue(name, out var column) && (column.Bit & fields) != 0;

    /// <summary>The text of a field that was asked for.</summary>
    public string Text(string name, JsonElement field)
    {
        var column = _columns[name];
        if (column.Latest is { } latest && field.ValueEquals(latest)) return latest;
        return column.Latest = field.GetString()!;
    }

    private sealed class Column(ulong bit)
    {
        public ulong Bit => bit;

        public string? Latest { get; set; }
    }
}

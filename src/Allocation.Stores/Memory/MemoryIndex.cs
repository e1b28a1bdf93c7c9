using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Allocation.Stores.Memory;

/// <summary>Rows in the order of a unique key. It never changes: every change gives another index that shares most of this one.</summary>
internal sealed class MemoryIndex<TKey, TRow>
{
    private readonly IComparer<TKey> _order;
    private readonly ImmutableSortedSet<Entry> _entries;

    public MemoryIndex(IComparer<TKey> order)
        : this(order, ImmutableSortedSet<Entry>.Empty.WithComparer(new EntryOrder(order)))
    {
    }

    private MemoryIndex(IComparer<TKey> order, ImmutableSortedSet<Entry> entries)
    {
        _order = order;
        _entries = entries;
    }

    public IEnumerable<TRow> Rows => _entries.Select(e => e.Row);

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TRow row)
    {
        var found = _entries.TryGetValue(new(key, default!), out var entry);
        row = found ? entry.Row : default;
        return found;
    }

    public bool Contains(TKey key) => _entries.Contains(new(key, default!));

    /// <summary>With the row under that key, whether or not there was one.</summary>
    public MemoryIndex<TKey, TRow> With(TKey key, TRow row)
    {
        var entry = new Entry(key, row);
        return new(_order, _entries.Remove(entry).Add(entry));
    }

    public MemoryIndex<TKey, TRow> Without(TKey key) => new(_order, _entries.Remove(new(key, default!)));

    /// <summary>The rows whose keys are in <c>[from, to[</c>, in order.</summary>
    public IEnumerable<TRow> Between(TKey from, TKey to)
    {
        for (var i = Rank(from); i < _entries.Count && _order.Compare(_entries[i].Key, to) < 0; i++)
            yield return _entries[i].Row;
    }

    /// <summary>As <see cref="Between"/>, the last one first.</summary>
    public IEnumerable<TRow> Backwards(TKey from, TKey to)
    {
        for (var i = Rank(to) - 1; i >= 0 && _order.Compare(_entries[i].Key, from) >= 0; i--) yield return _entries[i].Row;
    }

    /// <summary>The rows whose keys are not below <paramref name="key"/>, in order.</summary>
    public IEnumerable<TRow> From(TKey key)
    {
        for (var i = Rank(key); i < _entries.Count; i++) yield return _entries[i].Row;
    }

    /// <summary>How many rows have a key in <c>[from, to[</c>.</summary>
    public int CountBetween(TKey from, TKey to) => Rank(to) - Rank(from);

    /// <summary>The row before the first one whose key is not below <paramref name="key"/>, with its key.</summary>
    public bool TryBefore(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TRow row) =>
        TryAt(Rank(key) - 1, out found, out row);

    /// <summary>The first row whose key is not below <paramref name="key"/>, with its key.</summary>
    public bool TryFrom(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TRow row) =>
        TryAt(Rank(key), out found, out row);

    private bool TryAt(int index, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TRow row)
    {
        var inside = index >= 0 && index < _entries.Count;
        (found, row) = inside ? (_entries[index].Key, _entries[index].Row) : (default, default);
        return inside;
    }

    private int Rank(TKey key)
    {
        var index = _entries.IndexOf(new(key, default!));
        return index >= 0 ? index : ~index;
    }

    private readonly record struct Entry(TKey Key, TRow Row);

    private sealed class EntryOrder(IComparer<TKey> keys) : IComparer<Entry>
    {
        public int Compare(Entry x, Entry y) => keys.Compare(x.Key, y.Key);
    }
}

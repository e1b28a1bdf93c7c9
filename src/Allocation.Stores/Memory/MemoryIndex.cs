using System.Diagnostics.CodeAnalysis;

namespace Allocation.Stores.Memory;

/// <summary>
/// Rows in the order of a unique key. It never changes: every change gives another index that shares most of this one. The rows stand
/// in leaves, so that a change copies one leaf and the list of leaves, and a large index is few objects.
/// </summary>
internal sealed class MemoryIndex<TKey, TRow>
{
    private const int MostInLeaf = 128;

    private readonly IComparer<TKey> _order;
    private Leaf[] _leaves;
    private int _used;
    private bool _loading;

    /// <param name="order">The order of the keys.</param>
    /// <param name="load">Rows are being loaded: until its end, a change changes this index itself, which makes no garbage.</param>
    public MemoryIndex(IComparer<TKey> order, MemoryLoad? load)
        : this(order, [])
    {
        if (load is null) return;
        _loading = true;
        load.Add(() => _loading = false);
    }

    private MemoryIndex(IComparer<TKey> order, Leaf[] leaves) => (_order, _leaves, _used) = (order, leaves, leaves.Length);

    public IEnumerable<TRow> Rows
    {
        get
        {
            for (var place = default(Place); place.Leaf < _used; place = Next(place)) yield return At(place).Row;
        }
    }

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TRow row)
    {
        var found = IsAt(PlaceOf(key), key, out var place);
        row = found ? At(place).Row : default;
        return found;
    }

    public bool Contains(TKey key) => IsAt(PlaceOf(key), key, out _);

    /// <summary>With the row under that key, whether or not there was one.</summary>
    public MemoryIndex<TKey, TRow> With(TKey key, TRow row)
    {
        var entry = new Entry(key, row);
        if (IsAt(PlaceOf(key), key, out var place)) return Put(place.Leaf, 1, _leaves[place.Leaf].With(place.Item, entry, _loading));
        if (_used == 0) return Put(0, 0, Leaf.Of(entry));

        // Behind the last leaf is at the end of the last leaf.
        if (place.Leaf == _used) place = new(_used - 1, _leaves[_used - 1].Count);
        var leaf = _leaves[place.Leaf];
        if (leaf.Count < MostInLeaf) return Put(place.Leaf, 1, leaf.Insert(place.Item, entry, _loading));

        // Rows that come in order fill their leaves.
        if (place.Leaf == _used - 1 && place.Item == leaf.Count) return Put(_used, 0, Leaf.Of(entry, _loading ? MostInLeaf : 1));
        var half = leaf.Count / 2;
        var (left, right) = (leaf.Part(0, half), leaf.Part(half, leaf.Count));
        if (place.Item <= half) left = left.Insert(place.Item, entry, inPlace: false);
        else right = right.Insert(place.Item - half, entry, inPlace: false);
        return Put(place.Leaf, 1, left, right);
    }

    public MemoryIndex<TKey, TRow> Without(TKey key)
    {
        if (!IsAt(PlaceOf(key), key, out var place)) return this;
        var left = _leaves[place.Leaf].Without(place.Item);
        if (left.Count == 0) return Put(place.Leaf, 1);

        // Small leaves are put together, so that their number stays in proportion to the rows.
        if (place.Leaf + 1 < _used && left.Count + _leaves[place.Leaf + 1].Count <= MostInLeaf / 2)
            return Put(place.Leaf, 2, left.And(_leaves[place.Leaf + 1]));
        if (place.Leaf > 0 && left.Count + _leaves[place.Leaf - 1].Count <= MostInLeaf / 2)
            return Put(place.Leaf - 1, 2, _leaves[place.Leaf - 1].And(left));
        return Put(place.Leaf, 1, left);
    }

    /// <summary>The rows whose keys are in <c>[from, to[</c>, in order.</summary>
    public IEnumerable<TRow> Between(TKey from, TKey to)
    {
        for (var place = PlaceOf(from); place.Leaf < _used && _order.Compare(At(place).Key, to) < 0; place = Next(place))
            yield return At(place).Row;
    }

    /// <summary>As <see cref="Between"/>, the last one first.</summary>
    public IEnumerable<TRow> Backwards(TKey from, TKey to)
    {
        for (var place = Before(PlaceOf(to)); place.Leaf >= 0 && _order.Compare(At(place).Key, from) >= 0; place = Before(place))
            yield return At(place).Row;
    }

    /// <summary>The rows whose keys are not below <paramref name="key"/>, in order.</summary>
    public IEnumerable<TRow> From(TKey key)
    {
        for (var place = PlaceOf(key); place.Leaf < _used; place = Next(place)) yield return At(place).Row;
    }

    /// <summary>How many rows have a key in <c>[from, to[</c>.</summary>
    public int CountBetween(TKey from, TKey to) => Rank(to) - Rank(from);

    /// <summary>The row before the first one whose key is not below <paramref name="key"/>, with its key.</summary>
    public bool TryBefore(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TRow row) =>
        TryAt(Before(PlaceOf(key)), out found, out row);

    /// <summary>The first row whose key is not below <paramref name="key"/>, with its key.</summary>
    public bool TryFrom(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TRow row) =>
        TryAt(PlaceOf(key), out found, out row);

    private bool TryAt(Place place, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TRow row)
    {
        var inside = place.Leaf >= 0 && place.Leaf < _used;
        (found, row) = inside ? (At(place).Key, At(place).Row) : (default, default);
        return inside;
    }

    private int Rank(TKey key)
    {
        var place = PlaceOf(key);
        var rank = place.Item;
        for (var i = 0; i < place.Leaf; i++) rank += _leaves[i].Count;
        return rank;
    }

    private ref readonly Entry At(Place place) => ref _leaves[place.Leaf].Items[place.Item];

    private Place Next(Place place) =>
        place.Item + 1 < _leaves[place.Leaf].Count ? place with { Item = place.Item + 1 } : new(place.Leaf + 1, 0);

    private Place Before(Place place)
    {
        if (place.Item > 0) return place with { Item = place.Item - 1 };
        return place.Leaf > 0 ? new(place.Leaf - 1, _leaves[place.Leaf - 1].Count - 1) : new(-1, 0);
    }

    private bool IsAt(Place place, TKey key, out Place same)
    {
        same = place;
        return place.Leaf < _used && _order.Compare(At(place).Key, key) == 0;
    }

    /// <summary>Where the first row is whose key is not below this one; behind the last leaf when there is none.</summary>
    private Place PlaceOf(TKey key)
    {
        // Documents list most rows in order, so the last one is the place of most rows while they are loaded.
        if (_used == 0 || (_loading && _order.Compare(_leaves[_used - 1].Last.Key, key) < 0)) return new(_used, 0);
        var (low, high) = (0, _used);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_order.Compare(_leaves[middle].Last.Key, key) < 0) low = middle + 1;
            else high = middle;
        }

        if (low == _used) return new(_used, 0);
        var leaf = _leaves[low];
        var (first, end) = (0, leaf.Count - 1);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (_order.Compare(leaf.Items[middle].Key, key) < 0) first = middle + 1;
            else end = middle;
        }

        return new(low, first);
    }

    /// <summary>With these leaves in place of some.</summary>
    private MemoryIndex<TKey, TRow> Put(int at, int instead, params ReadOnlySpan<Leaf> leaves)
    {
        if (_loading && instead == leaves.Length)
        {
            leaves.CopyTo(_leaves.AsSpan(at));
            return this;
        }

        var used = _used - instead + leaves.Length;
        var rest = _leaves.AsSpan(at + instead, _used - at - instead);
        if (_loading && used <= _leaves.Length)
        {
            rest.CopyTo(_leaves.AsSpan(at + leaves.Length));
            leaves.CopyTo(_leaves.AsSpan(at));
            _leaves.AsSpan(used, Math.Max(0, _used - used)).Clear();
            _used = used;
            return this;
        }

        var all = new Leaf[_loading ? 2 * used : used];
        _leaves.AsSpan(0, at).CopyTo(all);
        leaves.CopyTo(all.AsSpan(at));
        rest.CopyTo(all.AsSpan(at + leaves.Length));
        if (!_loading) return new(_order, all);
        (_leaves, _used) = (all, used);
        return this;
    }

    private readonly record struct Entry(TKey Key, TRow Row);

    private readonly record struct Place(int Leaf, int Item);

    /// <summary>Some rows in order. Only one that is being loaded changes.</summary>
    private sealed class Leaf(Entry[] items, int count)
    {
        public Entry[] Items { get; private set; } = items;

        public int Count { get; private set; } = count;

        public ref readonly Entry Last => ref Items[Count - 1];

        public static Leaf Of(Entry entry, int room = 1)
        {
            var items = new Entry[room];
            items[0] = entry;
            return new(items, 1);
        }

        public Leaf Part(int from, int to) => new(Items[from..to], to - from);

        public Leaf And(Leaf next) => new([.. Items.AsSpan(0, Count), .. next.Items.AsSpan(0, next.Count)], Count + next.Count);

        public Leaf With(int at, Entry entry, bool inPlace)
        {
            var leaf = inPlace ? this : Part(0, Count);
            leaf.Items[at] = entry;
            return leaf;
        }

        public Leaf Insert(int at, Entry entry, bool inPlace)
        {
            if (!inPlace) return new([.. Items.AsSpan(0, at), entry, .. Items.AsSpan(at, Count - at)], Count + 1);
            if (Count == Items.Length)
            {
                var larger = new Entry[Math.Min(2 * Count, MostInLeaf)];
                Items.AsSpan(0, Count).CopyTo(larger);
                Items = larger;
            }

            Items.AsSpan(at, Count - at).CopyTo(Items.AsSpan(at + 1));
            Items[at] = entry;
            Count++;
            return this;
        }

        public Leaf Without(int at) => new([.. Items.AsSpan(0, at), .. Items.AsSpan(at + 1, Count - at - 1)], Count - 1);
    }
}

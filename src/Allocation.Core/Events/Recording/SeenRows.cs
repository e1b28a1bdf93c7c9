namespace Allocation.Core.Events.Recording;

/// <summary>The rows of one kind as a transaction saw them last, so that a change knows what was there without asking again.</summary>
internal sealed class SeenRows<TKey, TRow>(Func<TRow, TKey> keyOf, Func<TKey, TRow?> find)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow?> _rows = [];

    /// <summary>A row that was read.</summary>
    public TRow? See(TRow? row)
    {
        if (row is not null) _rows[keyOf(row)] = row;
        return row;
    }

    /// <summary>Rows that are read as they are taken.</summary>
    public IEnumerable<TRow> See(IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            See(row);
            yield return row;
        }
    }

    /// <summary>The row as it is; null when there is none.</summary>
    public TRow? Get(TKey key) => _rows.TryGetValue(key, out var row) ? row : find(key);

    /// <summary>The row is this from now on.</summary>
    public void Set(TRow row) => _rows[keyOf(row)] = row;

    /// <summary>There is none from now on.</summary>
    public void Remove(TKey key) => _rows[key] = null;
}

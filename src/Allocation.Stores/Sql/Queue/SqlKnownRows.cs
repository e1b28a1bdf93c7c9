namespace Allocation.Stores.Sql.Queue;

/// <summary>
/// The rows of tickets, resources and resource pools that a session has made or read since it locked the queue. Such a row changes through
/// this session alone, so it is read once. Without the lock nothing is known.
/// </summary>
/// <param name="session">The session.</param>
internal sealed class SqlKnownRows<TKey, TRow>(SqlSession session)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow?> _rows = [];

    /// <summary>Whether the row is there; false also where this is not known.</summary>
    public bool Has(TKey key) => _rows.GetValueOrDefault(key) is not null;

    /// <summary>The row, or null where there is none; asks for it only where this is not known.</summary>
    public TRow? Find(TKey key, Func<TRow?> ask) => _rows.TryGetValue(key, out var row) ? row : ask();

    /// <summary>A row that was read, as it was then: what was written since is newer.</summary>
    public TRow Read(TKey key, TRow row)
    {
        if (session.HasLockedQueue) _rows.TryAdd(key, row);
        return row;
    }

    /// <summary>The row was written; null if it was removed.</summary>
    public void Write(TKey key, TRow? row)
    {
        if (session.HasLockedQueue) _rows[key] = row;
    }
}

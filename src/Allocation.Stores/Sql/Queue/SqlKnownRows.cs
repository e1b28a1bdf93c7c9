namespace Allocation.Stores.Sql.Queue;

/// <summary>
/// The rows of a table that a session has read, written or removed since it locked the queue: tickets, resources or resource pools. They
/// change through this session alone, so each is read once. Without the lock nothing is known.
/// </summary>
/// <param name="session">The session.</param>
internal sealed class SqlKnownRows<TKey, TRow>(SqlSession session)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow?> _rows = [];

    /// <summary>The row, or null where there is none; asks for it only where this is not known. What it asks for is told to
    /// <see cref="WasRead"/> by whoever reads the row.</summary>
    public TRow? Find(TKey key, Func<TRow?> ask) => _rows.TryGetValue(key, out var row) ? row : ask();

    /// <summary>A row that was read, as it was then: what was written since is newer.</summary>
    public TRow WasRead(TKey key, TRow row)
    {
        if (session.HasLockedQueue) _rows.TryAdd(key, row);
        return row;
    }

    /// <summary>The row was written; null if it was removed.</summary>
    public void WasWritten(TKey key, TRow? row)
    {
        if (session.HasLockedQueue) _rows[key] = row;
    }

    /// <summary>Replaces a row. False where there is none. Where it is known to be there, the answer can wait.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="row">The row.</param>
    /// <param name="name">What it is, for an error: <c>The ticket 5</c>.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="values">The statement's values.</param>
    public bool Update(TKey key, TRow row, string name, string sql, SqlValue[] values)
    {
        if (_rows.GetValueOrDefault(key) is not null)
            session.ExecuteLater(new(sql, values,
                () => new InvalidOperationException($"{name} has changed since this session locked the queue.")));
        else if (session.Execute(sql, values) == 0) return false;
        WasWritten(key, row);
        return true;
    }
}

using System.Data.Common;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlFreeRangeRows(SqlSession session) : IFreeRangeRows
{
    private const string Select = "SELECT range_from, range_to, freed_at FROM free_ranges WHERE pool = @pool";

    private const string AtOrBelowSql = Select + " AND range_from <= @number ORDER BY range_from DESC LIMIT 1";

    private const string AboveSql = Select + " AND range_from > @number ORDER BY range_from LIMIT 1";

    /// <summary>The lowest range of the pool with the key <c>@name_key</c>.</summary>
    public const string LowestByKey =
        "SELECT range_from, range_to, freed_at FROM free_ranges WHERE pool = (SELECT name FROM pools WHERE name_key = @name_key) " +
            "ORDER BY range_from LIMIT 1";

    private const string UpdateSql =
        "UPDATE free_ranges SET range_from = @range_from, range_to = @range_to, freed_at = @freed_at WHERE pool = @pool AND " +
            "range_from = @old_from";

    // Taking a thousand numbers in one transaction cuts a thousand times from the lowest range of its pool, which is locked.
    // That range is kept here, and is written when anything else is asked of the pool, or at the end.
    private readonly Dictionary<string, (long StoredFrom, FreeRange Range, bool Changed)> _lowest = [];

    public FreeRange? Lowest(string pool)
    {
        if (_lowest.TryGetValue(pool, out var known)) return known.Range;
        var range = session.FirstValue(Select + " ORDER BY range_from LIMIT 1", Read, Text("pool", pool));
        if (range is { } found && session.IsWritable) _lowest[pool] = (found.Range.From, found, false);
        return range;
    }

    /// <summary>What <see cref="Lowest"/> will be asked for is known already. The pool is locked.</summary>
    public void Knows(string pool, FreeRange lowest) => _lowest.TryAdd(pool, (lowest.Range.From, lowest, false));

    public FreeRange? LeastRecentlyFreed(string pool)
    {
        Settle(pool);
        return session.FirstValue(Select + " AND freed_at IS NOT NULL ORDER BY freed_at, range_from LIMIT 1", Read, Text("pool", pool));
    }

    public FreeRange? AtOrBelow(string pool, long number)
    {
        Settle(pool);
        return session.FirstValue(AtOrBelowSql, Read, Text("pool", pool), Number("number", number));
    }

    public FreeRange? Above(string pool, long number)
    {
        Settle(pool);
        return session.FirstValue(AboveSql, Read, Text("pool", pool), Number("number", number));
    }

    public (FreeRange? AtOrBelow, FreeRange? Above) Around(string pool, long number)
    {
        Settle(pool);
        (FreeRange? AtOrBelow, FreeRange? Above) found = default;
        foreach (var range in session.Rows($"SELECT * FROM ({AtOrBelowSql}) AS below UNION ALL SELECT * FROM ({AboveSql}) AS above",
            Read, Text("pool", pool), Number("number", number)))
        {
            if (range.Range.From > number) found.Above = range;
            else found.AtOrBelow = range;
        }

        return found;
    }

    public IEnumerable<FreeRange> All(string pool)
    {
        Settle(pool);
        return session.Rows(Select + " ORDER BY range_from", Read, Text("pool", pool));
    }

    public long Total(string pool)
    {
        Settle(pool);
        return session.Number(
            "SELECT CAST(COALESCE(SUM(range_to - range_from), 0) AS bigint) FROM free_ranges WHERE pool = @pool", Text("pool", pool));
    }

    public void Add(string pool, FreeRange range)
    {
        Settle(pool);
        Write(
            "INSERT INTO free_ranges (pool, range_from, range_to, freed_at) VALUES (@pool, @range_from, @range_to, @freed_at) ON " +
                "CONFLICT DO NOTHING",
            pool,
            range.Range.From,
            Text("pool", pool),
            Number("range_from", range.Range.From),
            Number("range_to", range.Range.To),
            Time("freed_at", range.FreedAt));
    }

    public void Replace(string pool, long from, FreeRange range)
    {
        if (_lowest.TryGetValue(pool, out var known) && known.Range.Range.From == from)
        {
            _lowest[pool] = (known.StoredFrom, range, true);
            return;
        }

        Settle(pool);
        Write(UpdateSql, pool, from, UpdateValues(pool, from, range));
    }

    public void Remove(string pool, long from)
    {
        Settle(pool);
        Write(
            "DELETE FROM free_ranges WHERE pool = @pool AND range_from = @range_from", pool, from, Text("pool", pool),
            Number("range_from", from));
    }

    public void Clear(string pool)
    {
        _lowest.Remove(pool);
        session.Execute("DELETE FROM free_ranges WHERE pool = @pool", Text("pool", pool));
    }

    /// <summary>Writes what is still only kept here.</summary>
    public void Flush()
    {
        foreach (var pool in _lowest.Keys.ToArray()) Settle(pool);
    }

    private void Settle(string pool)
    {
        if (!_lowest.Remove(pool, out var known) || !known.Changed) return;
        Write(UpdateSql, pool, known.StoredFrom, UpdateValues(pool, known.StoredFrom, known.Range));
    }

    // A change that meets another row than its caller thinks would lose numbers or give one twice.
    private void Write(string sql, string pool, long from, params SqlValue[] values) => session.ExecuteLater(new(sql, values,
        () => new InvalidOperationException($"The free range of pool {pool} from {from} has changed since it was read.")));

    private static SqlValue[] UpdateValues(string pool, long from, FreeRange range) =>
    [
        Text("pool", pool),
        Number("old_from", from),
        Number("range_from", range.Range.From),
        Number("range_to", range.Range.To),
        Time("freed_at", range.FreedAt),
    ];

    /// <summary>The range of a row.</summary>
    public static FreeRange Read(DbDataReader row) =>
        new(new(row.GetInt64(0), row.GetInt64(1)), row.IsDBNull(2) ? null : UnixMicroseconds.ToTime(row.GetInt64(2)));
}

using System.Data.Common;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlFreeRangeRows(SqlSession session) : IFreeRangeRows
{
    private const string Select = "SELECT range_from, range_to, freed_at FROM free_ranges WHERE pool = @pool";

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
        return session.FirstValue(
            Select + " AND range_from <= @number ORDER BY range_from DESC LIMIT 1", Read, Text("pool", pool), Number("number", number));
    }

    public FreeRange? Above(string pool, long number)
    {
        Settle(pool);
        return session.FirstValue(
            Select + " AND range_from > @number ORDER BY range_from LIMIT 1", Read, Text("pool", pool), Number("number", number));
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
        MustHit(pool, range.Range.From, session.Execute(
            "INSERT INTO free_ranges (pool, range_from, range_to, freed_at) VALUES (@pool, @range_from, @range_to, @freed_at) ON " +
                "CONFLICT DO NOTHING",
            Text("pool", pool),
            Number("range_from", range.Range.From),
            Number("range_to", range.Range.To),
            Time("freed_at", range.FreedAt)));
    }

    public void Replace(string pool, long from, FreeRange range)
    {
        if (_lowest.TryGetValue(pool, out var known) && known.Range.Range.From == from)
        {
            _lowest[pool] = (known.StoredFrom, range, true);
            return;
        }

        Settle(pool);
        Write(pool, from, range);
    }

    public void Remove(string pool, long from)
    {
        Settle(pool);
        MustHit(pool, from, session.Execute(
            "DELETE FROM free_ranges WHERE pool = @pool AND range_from = @range_from", Text("pool", pool), Number("range_from", from)));
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
        session.ExecuteLater(new(UpdateSql, UpdateValues(pool, known.StoredFrom, known.Range),
            () => Missed(pool, known.StoredFrom)));
    }

    private void Write(string pool, long from, FreeRange range) =>
        MustHit(pool, from, session.Execute(UpdateSql, UpdateValues(pool, from, range)));

    private static SqlValue[] UpdateValues(string pool, long from, FreeRange range) =>
    [
        Text("pool", pool),
        Number("old_from", from),
        Number("range_from", range.Range.From),
        Number("range_to", range.Range.To),
        Time("freed_at", range.FreedAt),
    ];

    // A change that meets another row than its caller thinks would lose numbers or give one twice.
    private static void MustHit(string pool, long from, int changed)
    {
        if (changed != 1) throw Missed(pool, from);
    }

    private static InvalidOperationException Missed(string pool, long from) =>
        new($"The free range of pool {pool} from {from} has changed since it was read.");

    /// <summary>The range of a row.</summary>
    public static FreeRange Read(DbDataReader row) =>
        new(new(row.GetInt64(0), row.GetInt64(1)), row.IsDBNull(2) ? null : UnixMicroseconds.ToTime(row.GetInt64(2)));
}

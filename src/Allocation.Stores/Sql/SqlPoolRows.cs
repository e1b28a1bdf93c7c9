using System.Data.Common;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Stores.Sql.Notes;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlPoolRows(SqlSession session) : IPoolRows
{
    private const string Select = "SELECT name, range_from, range_to, excluded, strategy, reuse_delay, created_at, notation, gaps, " +
        "warn_at, parent, " + SqlNoteRows.OfPool + " FROM pools";
    private const string ByKey = Select + " WHERE name_key = @name_key";

    // A pool that is locked changes through this session alone, so it is read once.
    private readonly Dictionary<string, NumberPool> _locked = [];

    public NumberPool? Find(string name) =>
        _locked.TryGetValue(NameKey.Of(name), out var locked) ? locked : First(ByKey, NameKey.Of(name));

    public NumberPool? Lock(string name)
    {
        var key = NameKey.Of(name);
        if (_locked.TryGetValue(key, out var locked)) return locked;
        var locking = session.Dialect.Locking(ByKey, _locked.Count > 0);
        var pool = session.Dialect.AsksAlong && session.IsWritable ? LockWithLowest(locking, key) : First(locking, key);
        if (pool is not null) _locked[key] = pool;
        return pool;
    }

    public IEnumerable<NumberPool> All(NoteFilter? notes = null)
    {
        var (conditions, values) = (new List<string>(), new List<SqlValue>());
        SqlNoteFilter.Add(notes, NoteSubjectKind.Pool, "name_key", session.Dialect, conditions, values);
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return session.Rows(Select + where + " ORDER BY name_key", Read, [.. values]);
    }

    public IReadOnlyList<NumberPool> Within(string reservationId) =>
        [.. session.Rows(Select + " WHERE parent = @parent ORDER BY name_key", Read, Text("parent", reservationId))];

    public bool Add(NumberPool pool)
    {
        var added = session.Execute(
            """
            INSERT INTO pools (name_key, name, range_from, range_to, excluded, strategy, reuse_delay, created_at, notation, gaps, warn_at,
                parent)
            VALUES (@name_key, @name, @range_from, @range_to, @excluded, @strategy, @reuse_delay, @created_at, @notation, @gaps,
                @warn_at, @parent)
            ON CONFLICT DO NOTHING
            """,
            Values(pool)) > 0;
        if (added) session.AddNotes(NoteSubject.Pool(pool.Name), pool.Notes);
        return added;
    }

    public bool Update(NumberPool pool)
    {
        _locked.Remove(NameKey.Of(pool.Name));
        if (Find(pool.Name) is not { } old) return false;
        if (old.Notes != pool.Notes) session.Notes.Set(NoteSubject.Pool(pool.Name), pool.Notes);
        return session.Execute(
            """
            UPDATE pools SET name = @name, range_from = @range_from, range_to = @range_to, excluded = @excluded,
                strategy = @strategy, reuse_delay = @reuse_delay, created_at = @created_at, notation = @notation,
                gaps = @gaps, warn_at = @warn_at, parent = @parent
            WHERE name_key = @name_key
            """,
            Values(pool)) > 0;
    }

    public bool Rename(string name, string newName)
    {
        if (Find(name) is not { } pool) return false;
        // What is still kept back names the pool as it is called now.
        session.Flush();
        SqlValue[] names = [Text("name_key", NameKey.Of(name)), Text("new_key", NameKey.Of(newName)), Text("new_name", newName)];
        var renamed = session.Execute(
            """
            UPDATE pools SET name_key = @new_key, name = @new_name
            WHERE name_key = @name_key AND NOT EXISTS (SELECT 1 FROM pools WHERE name_key = @new_key AND name_key <> @name_key)
            """,
            names) > 0;
        if (!renamed) return false;
        foreach (var table in (string[])["free_ranges", "cooling", "allocations"])
            session.Execute($"UPDATE {table} SET pool = @new_name WHERE pool = @pool", Text("pool", pool.Name), Text("new_name", newName));
        session.ForgetLines();
        if (NameKey.Of(name) != NameKey.Of(newName))
        {
            session.Notes.Set(NoteSubject.Pool(name), NoteSet.None);
            session.Notes.Set(NoteSubject.Pool(newName), pool.Notes);
        }

        if (_locked.Remove(NameKey.Of(name))) _locked[NameKey.Of(newName)] = pool with { Name = newName };
        return true;
    }

    public bool Remove(string name)
    {
        if (Find(name) is not { } pool) return false;
        var key = NameKey.Of(name);
        _locked.Remove(key);
        session.Notes.Set(NoteSubject.Pool(name), NoteSet.None);
        session.FreeRanges.Clear(pool.Name);
        session.Execute("DELETE FROM cooling WHERE pool = @pool", Text("pool", pool.Name));
        return session.Execute("DELETE FROM pools WHERE name_key = @name_key", Text("name_key", key)) > 0;
    }

    /// <summary>Whether the pool was locked, so that no other transaction changes its rows.</summary>
    public bool HasLocked(string name) => _locked.ContainsKey(NameKey.Of(name));

    // Whoever locks a pool most often takes from it. The second statement sees what was committed until the lock was there.
    private NumberPool? LockWithLowest(string locking, string key)
    {
        FreeRange? lowest = null;
        var pool = session.First(
            locking + "; " + SqlFreeRangeRows.LowestByKey,
            row =>
            {
                var found = Read(row);
                if (row.NextResult() && row.Read()) lowest = SqlFreeRangeRows.Read(row);
                return found;
            },
            Text("name_key", key));
        if (pool is not null && lowest is { } range) session.Knows(pool.Name, range);
        return pool;
    }

    private NumberPool? First(string sql, string key) => session.First(sql, Read, Text("name_key", key));

    private static SqlValue[] Values(NumberPool pool) =>
    [
        Text("name_key", NameKey.Of(pool.Name)),
        Text("name", pool.Name),
        Number("range_from", pool.Range.From),
        Number("range_to", pool.Range.To),
        Text("excluded", RangeList.ToJson(pool.Excluded)),
        Text("strategy", pool.Strategy.ToString()),
        Number("reuse_delay", pool.ReuseDelay.Ticks / TimeSpan.TicksPerMicrosecond),
        Time("created_at", pool.CreatedAt),
        Text("notation", pool.Notation.Stored),
        Text("gaps", RangeList.ToJson(pool.Gaps)),
        Number("warn_at", pool.WarnAt),
        Text("parent", pool.ParentAllocation),
    ];

    private static NumberPool Read(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Range = new(row.GetInt64(1), row.GetInt64(2)),
        Excluded = RangeList.Parse(row.GetString(3)),
        Strategy = Enum.Parse<PoolStrategy>(row.GetString(4)),
        ReuseDelay = new(row.GetInt64(5) * TimeSpan.TicksPerMicrosecond),
        CreatedAt = UnixMicroseconds.ToTime(row.GetInt64(6)),
        Notation = PoolNotation.Parse(row.IsDBNull(7) ? null : row.GetString(7)),
        Gaps = RangeList.Parse(row.GetString(8)),
        WarnAt = row.IsDBNull(9) ? null : row.GetInt32(9),
        ParentAllocation = row.IsDBNull(10) ? null : row.GetString(10),
        Notes = SqlNoteRows.Read(row, 11),
    };
}

using System.Data.Common;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlCoolingRows(SqlSession session) : ICoolingRows
{
    private const string Select = "SELECT number, freed_at, ready_at FROM cooling WHERE pool = @pool";

    public CoolingNumber? Find(string pool, long number) =>
        session.FirstValue(Select + " AND number = @number", Read, Text("pool", pool), Number("number", number));

    public IReadOnlyList<CoolingNumber> Due(string pool, DateTimeOffset now) =>
        [.. session.Rows(Select + " AND ready_at <= @now ORDER BY ready_at, number", Read, Text("pool", pool), Time("now", now))];

    public IReadOnlyList<CoolingNumber> All(string pool) => [.. session.Rows(Select + " ORDER BY number", Read, Text("pool", pool))];

    public long Count(string pool) => session.Number("SELECT COUNT(*) FROM cooling WHERE pool = @pool", Text("pool", pool));

    public void Add(string pool, CoolingNumber number)
    {
        var added = session.Execute(
            "INSERT INTO cooling (pool, number, freed_at, ready_at) VALUES (@pool, @number, @freed_at, @ready_at) ON CONFLICT DO NOTHING",
            Text("pool", pool),
            Number("number", number.Number),
            Time("freed_at", number.FreedAt),
            Time("ready_at", number.ReadyAt));
        if (added != 1) throw new InvalidOperationException($"Number {number.Number} of pool {pool} is already cooling down.");
    }

    public void Remove(string pool, long number) => session.Execute(
        "DELETE FROM cooling WHERE pool = @pool AND number = @number", Text("pool", pool), Number("number", number));

    private static CoolingNumber Read(DbDataReader row) =>
        new(row.GetInt64(0), UnixMicroseconds.ToTime(row.GetInt64(1)), UnixMicroseconds.ToTime(row.GetInt64(2)));
}

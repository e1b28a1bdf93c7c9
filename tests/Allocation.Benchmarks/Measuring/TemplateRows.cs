using System.Data.Common;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Fills tables of a store by SQL, with rows like one that the product wrote.</summary>
/// <param name="connection">Open, of SQLite or PostgreSQL.</param>
internal sealed class TemplateRows(DbConnection connection)
{
    /// <summary>Adds rows like the first one of the table, numbered from 0 as <c>n.i</c>, with other expressions for some
    /// columns.</summary>
    /// <param name="table">The table; it has a row.</param>
    /// <param name="count">How many.</param>
    /// <param name="columns">The expressions.</param>
    /// <param name="instead">Whether the rows of the table go before.</param>
    public void Insert(string table, long count, IReadOnlyDictionary<string, string> columns, bool instead = false)
    {
        var names = Columns(table);
        var values = names.Select(name => columns.TryGetValue(name, out var expression) ? expression : "template." + name);
        Execute($"CREATE TEMP TABLE template AS SELECT * FROM {table} LIMIT 1");
        if (instead) Execute($"DELETE FROM {table}");
        Execute(FormattableString.Invariant($"""
            WITH RECURSIVE n(i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
            INSERT INTO {table} ({string.Join(", ", names)}) SELECT {string.Join(", ", values)} FROM n, template
            """));
        Execute("DROP TABLE template");
    }

    /// <summary>Lets the database learn what the tables hold now.</summary>
    public void Settle() => Execute("ANALYZE");

    private List<string> Columns(string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} LIMIT 0";
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}

using Allocation.Core;
using Allocation.Core.Allocating;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;
using Microsoft.Data.Sqlite;

namespace Allocation.Benchmarks.Measuring;

/// <summary>A SQLite store of its own in a folder that goes when it is disposed; open as the product opens it, and beside it
/// bare.</summary>
/// <param name="notAsked">Null for the product as it is; else it records no events, as a preview does not.</param>
internal sealed class BenchmarkStore(NotAsked? notAsked = null) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("allocation-benchmark-").FullName;
    private AllocationSystem? _system;

    public string Path => System.IO.Path.Combine(_folder, "store.db");

    public StoreUri Uri => StoreUri.Parse("sqlite:" + Path, _folder);

    /// <summary>The product over this store.</summary>
    public AllocationSystem Product => _system ??= new AllocationSystem(new StoreProvider().Open(Uri), notAsked: notAsked);

    /// <summary>A connection without the product, with the same settings: write-ahead log, commits that wait for the disk.</summary>
    public SqliteConnection OpenBare()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        return connection;
    }

    /// <summary>Makes the tables of the product and no more, with one pool.</summary>
    public void Create(string pool, long from, long to, PoolStrategy strategy = PoolStrategy.Lowest) =>
        Product.Pools.Create(pool, new PoolChange { From = from, To = to, Strategy = strategy });

    /// <summary>
    /// Fills the ledger faster than the product would: rows like the one it writes for the pool, numbered from 0 as <c>n.i</c>,
    /// with other expressions for some columns.
    /// </summary>
    public void FillLedger(string pool, long rows, IReadOnlyDictionary<string, string> columns)
    {
        Product.VlanServices.Create(new VlanServiceRequest("template") { NorthPool = pool, SouthPool = pool });
        using var connection = OpenBare();
        new TemplateRows(connection).Insert("allocations", rows, columns, instead: true);
        Execute(connection, "DELETE FROM services");
        Settle(connection);
    }

    /// <summary>
    /// Replaces the free ranges of the pools: half-open, numbered from 0 as <c>n.i</c>. In no order, as use makes them: in order, every
    /// page would be full to the last byte, and every change of one would have to split it.
    /// </summary>
    public void FillFree(string pool, long ranges, string from, string to, string freedAt)
    {
        using var connection = OpenBare();
        Execute(connection, $"""
            DELETE FROM free_ranges;
            {Numbers(ranges)}
            INSERT INTO free_ranges (pool, range_from, range_to, freed_at) SELECT '{pool}', {from}, {to}, {freedAt} FROM n ORDER BY random();
            """);
        Settle(connection);
    }

    public void Dispose()
    {
        _system?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Numbers(long count) =>
        FormattableString.Invariant($"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})");

    private static void Settle(SqliteConnection connection) => Execute(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}

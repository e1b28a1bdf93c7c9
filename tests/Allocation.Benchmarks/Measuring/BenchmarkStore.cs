using Allocation.Core.Allocating;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Stores;
using Microsoft.Data.Sqlite;

namespace Allocation.Benchmarks.Measuring;

/// <summary>A SQLite store of its own in a folder that goes when it is disposed; open as the product opens it, and beside it bare.</summary>
internal sealed class BenchmarkStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("allocation-benchmark-").FullName;
    private AllocationSystem? _system;

    public string Path => System.IO.Path.Combine(_folder, "store.db");

    public StoreUri Uri => StoreUri.Parse("sqlite:" + Path, _folder);

    /// <summary>The product over this store.</summary>
    public AllocationSystem Product => _system ??= new AllocationSystem(new StoreProvider().Open(Uri));

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

    /// <summary>Runs SQL that fills tables faster than the product would.</summary>
    public void Fill(string sql)
    {
        using var connection = OpenBare();
        Execute(connection, sql);
        Execute(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public void Dispose()
    {
        _system?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}

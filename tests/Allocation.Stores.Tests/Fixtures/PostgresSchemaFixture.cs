using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>A schema of its own on the server that all tests share.</summary>
public abstract class PostgresSchemaFixture : StoreFixture
{
    private readonly string _schema = $"test_{Guid.NewGuid():N}";
    private readonly PostgresCluster _cluster = SharedPostgres.Cluster;
    private readonly StoreUri _uri;
    private PostgresStore _store;

    /// <param name="text">The text of the store in a schema.</param>
    protected PostgresSchemaFixture(Func<string, string> text)
    {
        _uri = StoreUri.Parse(text(_schema), "/");
        _store = PostgresStore.Open(_uri, PostgresSchema.Current, machine: Machine);
    }

    public override IAllocationStore Store => _store;

    /// <summary>The folder of the server's socket.</summary>
    public string Socket => _cluster.Socket;

    // A transaction keeps a lock on each table that it read.
    public override long OpenTransactions() => Execute(
        "SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = relation JOIN pg_namespace ON pg_namespace.oid = relnamespace " +
            "WHERE nspname = '{schema}'");

    public override void Reopen()
    {
        _store.Dispose();
        _store = PostgresStore.Open(_uri, PostgresSchema.Current, machine: Machine);
    }

    /// <summary>Runs a statement on a connection of its own, in no schema; how many rows it changed, or the number it asks for.</summary>
    public long Execute(string sql)
    {
        using var connection = _cluster.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{schema}", _schema, StringComparison.Ordinal);
        return command.ExecuteScalar() is IConvertible number
            ? Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    public override void Dispose()
    {
        _store.Dispose();
        _cluster.DropSchema(_schema);
    }
}

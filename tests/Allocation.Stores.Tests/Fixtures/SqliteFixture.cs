using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Allocation.Stores.Tests.Fixtures;

public sealed class SqliteFixture : StoreFixture
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreUri _uri;
    private SqliteStore _store;

    public SqliteFixture()
    {
        _uri = StoreUri.Parse("sqlite:store.db", _folder.Path);
        _store = SqliteStore.Open(_uri, SqliteSchema.Current, machine: Machine);
    }

    public override IAllocationStore Store => _store;

    // Who reads a state keeps the log from being emptied behind it.
    public override long OpenTransactions()
    {
        using var connection = new SqliteConnection($"Data Source={_uri.Location};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        while (reader.FieldCount < 3) Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        return reader.GetInt64(0);
    }

    public override void Reopen()
    {
        _store.Dispose();
        _store = SqliteStore.Open(_uri, SqliteSchema.Current, machine: Machine);
    }

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}

using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sqlite;

namespace Allocation.Stores.Tests.Fixtures;

public sealed class SqliteFixture : StoreFixture
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreUri _uri;
    private SqliteStore _store;

    public SqliteFixture()
    {
        _uri = StoreUri.Parse("sqlite:store.db", _folder.Path);
        _store = SqliteStore.Open(_uri, SqliteSchema.Current, machine: Machine);
    }

    public override IAllocationStore Store => _store;

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

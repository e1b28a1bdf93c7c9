using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Json;

namespace Allocation.Stores.Tests.Fixtures;

public sealed class JsonFixture : StoreFixture
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreUri _uri;
    private JsonStore _store;

    public JsonFixture()
    {
        _uri = StoreUri.Parse("json:store.json", _folder.Path);
        _store = JsonStore.Open(_uri, DocumentSteps.Current, machine: Machine);
    }

    public override IAllocationStore Store => _store;

    public override void Reopen()
    {
        _store.Dispose();
        _store = JsonStore.Open(_uri, DocumentSteps.Current, machine: Machine);
    }

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}

using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Stores.Tests.Fixtures;

public sealed class MemoryFixture : StoreFixture
{
    public MemoryFixture() => Store = new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath()), Machine);

    public override IAllocationStore Store { get; }

    // It leaves nothing behind but itself.
    public override void Reopen()
    {
    }

    public override void Dispose() => Store.Dispose();
}

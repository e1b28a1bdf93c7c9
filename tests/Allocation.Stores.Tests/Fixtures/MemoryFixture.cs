using Allocation.Core.Storage;
using Allocation.Stores.Memory;

namespace Allocation.Stores.Tests.Fixtures;

public sealed class MemoryFixture : StoreFixture
{
    public override IAllocationStore Store { get; } = new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath()));

    // It leaves nothing behind but itself.
    public override void Reopen()
    {
    }

    public override void Dispose() => Store.Dispose();
}

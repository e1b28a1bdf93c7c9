using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Contract;

/// <summary>What every store must do. Its facts run on each store that <c>Bindings.cs</c> names.</summary>
public abstract class StoreContract<TFixture> : IDisposable
    where TFixture : StoreFixture, new()
{
    protected TFixture Fixture { get; } = new();

    protected IAllocationStore Store => Fixture.Store;

    public void Dispose()
    {
        Fixture.Dispose();
        GC.SuppressFinalize(this);
    }
}

using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>The memory store with a saboteur in it.</summary>
public sealed class SabotagedFixture<TSabotage> : StoreFixture
    where TSabotage : Sabotage, new()
{
    private readonly MemoryFixture _inner = new();

    public SabotagedFixture() => Store = new SabotagedStore(_inner.Store, new TSabotage(), _inner.Machine);

    public override IAllocationStore Store { get; }

    public override ShiftedClock Machine => _inner.Machine;

    public override void Reopen() => _inner.Reopen();

    public override void Dispose() => _inner.Dispose();
}

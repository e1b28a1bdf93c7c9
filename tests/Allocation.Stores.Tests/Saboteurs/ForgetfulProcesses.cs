using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>A SQLite store on which processes work that report what they have not committed.</summary>
public sealed class ForgetfulProcesses : StoreFixture
{
    private readonly SqliteFixture _inner = new();

    public override IAllocationStore Store => _inner.Store;

    public override string[] ProbeOrders => ["forget"];

    public override void Reopen() => _inner.Reopen();

    public override void Dispose() => _inner.Dispose();
}

using Allocation.Core;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sqlite;

namespace Allocation.Stores.Tests;

/// <summary>The copy that previews work on: all that decides what can be done now, nothing of what is over, and no way back.</summary>
public sealed class PreviewCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_has_what_is_held_free_and_asked_for_before_and_not_what_is_over()
    {
        using var store = SqliteStore.Open(StoreUri.Parse("sqlite:store.db", _folder.Path));
        using var system = new AllocationSystem(store);
        system.Pools.Create("vlan", new PoolChange { From = 100, To = 110, ReuseDelay = TimeSpan.FromHours(1) });
        foreach (var (name, request) in new[] { ("lives", "r1"), ("asked", "r2"), ("gone", null) })
            system.VlanServices.Create(new(name), request);
        foreach (var name in new[] { "asked", "gone" }) system.VlanServices.Remove(system.VlanServices.Find(new(name)).Single().Id);
        var before = StoreDump.Of(store);

        using var copy = new StoreProvider().CopyInMemory(store.Uri, store);
        copy.Read(session =>
        {
            Assert.Equal([100L, 101], session.Allocations.Query(new AllocationQuery()).Select(a => a.Value!.Value));
            Assert.Equal(["asked", "lives"], session.Services.Query(new ServiceQuery { Living = null }).Select(s => s.Name).Order());
            Assert.Empty(session.History.All());
            Assert.Equal(4, session.Cooling.Count("vlan"));
            Assert.Equal(4, session.FreeRanges.Total("vlan"));
            return true;
        });
        Assert.Equal(store.Clock.GetUtcNow(), copy.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        new AllocationSystem(copy).VlanServices.Create(new("new"));
        Assert.Equal(before, StoreDump.Of(store));
    }
}

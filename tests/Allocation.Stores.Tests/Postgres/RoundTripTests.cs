using Allocation.Core;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>How often a client asks the server and waits, counted on the wire: with a network between, that is what a user waits
/// for.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();
    private readonly PostgresProxy _proxy;
    private readonly AllocationSystem _system;

    public RoundTripTests()
    {
        _proxy = new(_fixture.Socket);
        _system = new(Open());
        _system.Pools.Create("vlan", new PoolChange { From = 0, To = 1000 });

        // Afterwards all statements are prepared.
        for (var i = 0; i < 3; i++) Create($"warm{i}");
    }

    // The name with the begin, the pool with its lock and what is free, and all that is written with the commit.
    [Fact]
    public void A_service_with_two_numbers_of_a_pool()
    {
        var before = _proxy.RoundTrips;
        Create("a");
        Assert.Equal(3, _proxy.RoundTrips - before);
    }

    // Two until the server has let us in: one asks for encryption. Then the session with the rights, and the lineage with the schema.
    [Fact]
    public void Opening_a_store()
    {
        var before = _proxy.RoundTrips;
        using var store = Open();
        Assert.Equal(4, _proxy.RoundTrips - before);
    }

    public void Dispose()
    {
        _system.Dispose();
        _proxy.Dispose();
        _fixture.Dispose();
    }

    private void Create(string name) =>
        _system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = "vlan", SouthPool = "vlan" });

    private PostgresStore Open() => PostgresStore.Open(StoreUri.Parse(_fixture.Store.Uri.ToString()
        .Replace(Uri.EscapeDataString(_fixture.Socket), Uri.EscapeDataString(_proxy.Folder), StringComparison.Ordinal), "/"));
}

using Allocation.Core;
using Allocation.Core.Direct;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Tickets;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>How often a client asks the server and waits, counted on the wire: with a network between, that is what a user waits
/// for.</summary>
public sealed class RoundTripTests : IDisposable
{
    // The fewest trips of so many tries count: the first ones prepare statements, and on a busy machine an extra one was seen.
    private const int Tries = 4;

    private readonly PostgresFixture _fixture = new();
    private readonly PostgresProxy _proxy;
    private readonly AllocationSystem _system;

    public RoundTripTests()
    {
        _proxy = new(_fixture.Socket);
        _system = new(Open());
        _system.Pools.Create("vlan", new PoolChange { From = 0, To = 1000 });

        // Afterwards the statements of Create are prepared.
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

    [Fact]
    public void A_read_that_asks_nothing() => Assert.Equal(0, Fewest(_ => _system.Store.Read(_ => 5)));

    // Opening: the lock of the queue, the tags that are ready, the first resource, all that is written with the commit. The wait: the
    // ticket, and a commit that says it is there to stay. Closing: the lock, the ticket, its lines, the resource, its pool, and all that
    // is still to be written with the commit.
    [Fact]
    public void A_ticket_that_has_a_resource_at_once()
    {
        _system.ResourcePools.Create("p", new ResourcePoolSettings
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Tags = [new PoolTag("a")],
            Max = 6,
            MaxStarting = 6,
            MaxPrealloc = 6,
        });
        using var stop = new CancellationTokenSource();
        var manager = new Thread(() => _system.Manager.Run(null, TimeSpan.FromSeconds(1), stop.Token));
        manager.Start();
        Assert.True(SpinWait.SpinUntil(
            () => _fixture.Store.Read(s => s.Resources.Query(new ResourceQuery()).Count(r => r.Ready)) == 6, HangLimit.Time));
        stop.Cancel();
        manager.Join();
        for (var i = 0; i < 3; i++) _system.Tickets.Wait(_system.Tickets.Open(new TicketRequest { Tag = ["a"] }).Id);

        var trips = Enumerable.Range(0, Tries).Select(_ => Cycle()).ToList();
        Assert.Equal((4, 2, 6), (trips.Min(t => t.Open), trips.Min(t => t.Wait), trips.Min(t => t.Close)));
    }

    // The intents that are open, in a transaction of their own, which is ended. The service, its lines, the pool with its lock; for each
    // number what is free around it, with what was to be written before; and all that is still to be written with the commit.
    [Fact]
    public void A_service_that_is_removed()
    {
        var services = Enumerable.Range(0, Tries).Select(i => Create($"a{i}")).ToList();
        Assert.Equal(8, Fewest(i => _system.VlanServices.Remove(services[i])));
    }

    // The line; the pool with its lock; the line as it is now; what is free around the number; the other lines of its name, with the
    // writes so far; whether any is left; and the commit.
    [Fact]
    public void A_number_that_is_given_back()
    {
        var held = Enumerable.Range(0, Tries).Select(i => _system.Direct.TakeAll([new DirectRequest("vlan", $"a{i}")]).Taken[0]).ToList();
        Assert.Equal(7, Fewest(i => _system.Direct.GiveBack(held[i].ReservationId)));
    }

    // The row with the begin, and the end.
    [Fact]
    public void A_row_that_is_read()
    {
        var service = Create("a");
        Assert.Equal(2, Fewest(_ => _system.VlanServices.Get(service)));
    }

    public void Dispose()
    {
        _system.Dispose();
        _proxy.Dispose();
        _fixture.Dispose();
    }

    private (int Open, int Wait, int Close) Cycle()
    {
        var before = _proxy.RoundTrips;
        var ticket = _system.Tickets.Open(new TicketRequest { Tag = ["a"] });
        var opened = _proxy.RoundTrips;
        _system.Tickets.Wait(ticket.Id);
        var waited = _proxy.RoundTrips;
        _system.Tickets.Close(ticket.Id);
        return (opened - before, waited - opened, _proxy.RoundTrips - waited);
    }

    private long Fewest(Action<int> act) => Enumerable.Range(0, Tries).Min(i =>
    {
        var before = _proxy.RoundTrips;
        act(i);
        return _proxy.RoundTrips - before;
    });

    private string Create(string name) =>
        _system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = "vlan", SouthPool = "vlan" }).Service.Id;

    private PostgresStore Open() => PostgresStore.Open(StoreUri.Parse(_fixture.Store.Uri.ToString()
        .Replace(Uri.EscapeDataString(_fixture.Socket), Uri.EscapeDataString(_proxy.Folder), StringComparison.Ordinal), "/"));
}

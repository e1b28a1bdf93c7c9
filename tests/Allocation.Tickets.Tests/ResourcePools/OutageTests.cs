using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>A manager whose store goes away for a while.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly Site _site = new(realClock: true);

    public void Dispose() => _site.Dispose();

    [Fact]
    public void A_manager_waits_for_its_store_and_starts_what_was_committed_without_its_knowing()
    {
        using var store = new LeavingStore(_site.Reopen());
        using var system = _site.Over(store);
        using var stop = new CancellationTokenSource();
        var outages = new ConcurrentQueue<AllocationException>();
        var manager = new Thread(() => system.Manager.Run(null, PoolManager.DefaultGrace, stop.Token, outages.Enqueue));
        manager.Start();
        Until.True(() => _site.System.Store.Read(s => s.Queue.Managers().Count) > 0, "it works");
        store.IsAway = true;
        _site.Pool();
        Until.True(() => outages.Count >= 2, "the store is missed");
        Assert.Equal(ResourceState.Starting, _site.System.Resources.Get("1").State);
        store.IsAway = false;
        Until.True(() => _site.System.Resources.Get("1").State == ResourceState.Up, "the resource comes up");
        stop.Cancel();
        manager.Join();
        Assert.All(outages, o => Assert.IsType<StoreUnavailableException>(o));
        Assert.Single(_site.Calls);
    }

    [Fact]
    public void A_store_that_is_away_from_the_beginning_is_an_error()
    {
        using var store = new LeavingStore(_site.Reopen()) { IsAway = true };
        using var system = _site.Over(store);
        Assert.Throws<StoreUnavailableException>(() => system.Manager.Run(null, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Who_waits_for_a_ticket_gets_the_error_of_the_store_that_stopped_the_manager()
    {
        _site.Pool(settings: s => s with { Max = 0 });
        var ticket = _site.Ticket().Id;
        using var store = new LeavingStore(_site.Reopen()) { IsAway = true };
        using var system = _site.Over(store);
        Assert.Throws<StoreUnavailableException>(() => system.Tickets.Wait(ticket, HangLimit.Time));
    }

    [Fact]
    public async Task Who_waits_for_a_ticket_gets_the_resource_after_the_server_was_away()
    {
        SharedPostgres.SkipUnlessInstalled();
        using var place = new OwnServer();
        using var site = new Site(place, realClock: true);
        site.Pool(settings: s => s with { Max = 0 });
        var ticket = site.Ticket().Id;
        using var store = new LeavingStore(site.Reopen());
        using var system = site.Over(store);
        var end = Task.Run(() => system.Tickets.Wait(ticket, HangLimit.Time));
        Until.True(() => site.System.Store.Read(s => s.Queue.Managers().Count) > 0, "it keeps the pools going");

        place.Cluster.Stop();
        Until.True(() => store.MissedReads > 1 || end.IsCompleted, "the server is missed");
        place.Cluster.Start();
        site.Change("p", s => s with { Max = 1 });

        Assert.Equal("data of 1", (await end).Data?.TrimEnd());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_waits_for_a_ticket_gets_the_resource_although_the_first_pass_of_its_own_manager_met_an_outage(bool isConflict)
    {
        _site.Pool();
        var ticket = _site.Ticket().Id;
        using var store = new LeavingStore(_site.Reopen())
        {
            Refusal = isConflict
                ? new StoreConflictException("test", "somebody was faster")
                : new StoreUnavailableException("test", "its server starts") { IsPassing = true },
        };
        using var system = _site.Over(store);
        var end = Task.Run(() => system.Tickets.Wait(ticket, HangLimit.Time));
        Until.True(() => store.Refused >= 2 || end.IsCompleted, "the passes are refused");
        store.Refusal = null;
        Assert.Equal("data of 1", (await end).Data?.TrimEnd());
    }

    [Fact]
    public async Task Who_waits_for_a_ticket_gets_the_error_of_a_store_that_is_away_when_the_time_is_over()
    {
        _site.Pool(settings: s => s with { Max = 0 });
        var ticket = _site.Ticket().Id;
        using var store = new LeavingStore(_site.Reopen());
        using var system = _site.Over(store);
        var end = Task.Run(() => system.Tickets.Wait(ticket, TimeSpan.FromMilliseconds(20_000)));
        Until.True(() => _site.System.Store.Read(s => s.Queue.Managers().Count) > 0, "it keeps the pools going");
        store.IsAwayForReaders = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => end);
        Assert.True(store.MissedReads > 1);
    }

    [Fact]
    public void A_request_id_of_a_ticket_that_is_not_good_is_a_fault_of_the_ticket()
    {
        _site.Pool();
        Assert.Throws<InvalidTicketException>(() => _site.Tickets.Open(new() { Tag = ["a"] }, requestId: " "));
    }

    // Away, it commits and cannot say so: the worst that a lost connection does.
    private sealed class LeavingStore(IAllocationStore inner) : IAllocationStore
    {
        public volatile bool IsAway;
        public volatile bool IsAwayForReaders;
        private int _missedReads;
        private int _refused;

        // What a transaction that writes is answered with, while readers are served; null for nothing.
        public volatile AllocationException? Refusal;

        public int Refused => Volatile.Read(ref _refused);

        public int MissedReads => Volatile.Read(ref _missedReads);

        public StoreUri Uri => inner.Uri;

        public int Schema => inner.Schema;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
        {
            if (Refusal is { } refusal)
            {
                Interlocked.Increment(ref _refused);
                throw refusal;
            }

            var result = inner.Run(work, cancellation);
            return IsAway ? throw new StoreUnavailableException("test", "nobody knows whether it was committed") : result;
        }

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default)
        {
            try
            {
                return IsAwayForReaders ? throw new StoreUnavailableException("test", "it is away") : inner.Read(query, cancellation);
            }
            catch (StoreUnavailableException)
            {
                Interlocked.Increment(ref _missedReads);
                throw;
            }
        }

        public void Dispose() => inner.Dispose();
    }

    // Only this test stops its server.
    private sealed class OwnServer : StorePlace
    {
        private bool _disposed;

        public PostgresCluster Cluster { get; } = new("-c fsync=off");

        public override string Make(string folder) => Cluster.StoreText("outage");

        public override void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            Cluster.Dispose();
            base.Dispose();
        }
    }
}

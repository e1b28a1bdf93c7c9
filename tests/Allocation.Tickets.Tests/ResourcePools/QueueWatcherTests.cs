using Allocation.Core.Errors;
using Allocation.Core.ResourcePools.Waiting;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>A notifier whose store tells of changes by itself.</summary>
public sealed class QueueWatcherTests : IDisposable
{
    private readonly WatchedStore _store = new(new MemoryStore(StoreUri.Parse($"json:{Guid.NewGuid():N}", Path.GetTempPath())));
    private readonly ChangeNotifier _notifier;
    private readonly ChangeSubscription _listener;

    public QueueWatcherTests()
    {
        _notifier = ChangeNotifier.Of(_store.Uri);
        _listener = _notifier.Listen(_store, null);

        // From here on the watch has begun, and the look after that is over.
        _store.AwaitWaiter();
        while (_listener.Wait(TimeSpan.Zero, CancellationToken.None))
        {
        }
    }

    [Fact]
    public void What_the_store_tells_rings_without_a_look_at_it()
    {
        var reads = _store.Reads;

        _store.Tell(() => 5);
        Assert.True(Rings());
        _store.AwaitWaiter();
        _store.Tell(() => 6);
        Assert.True(Rings());
        _store.AwaitWaiter();

        Assert.Equal((reads, 1), (_store.Reads, _store.Watches));
    }

    [Fact]
    public void What_is_known_already_does_not_ring_again()
    {
        _notifier.Committed(5, [], _listener);
        while (_listener.Wait(TimeSpan.Zero, CancellationToken.None))
        {
        }

        _store.Tell(() => 5);
        _store.AwaitWaiter();

        Assert.False(_listener.Wait(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public void A_watch_that_breaks_is_replaced_and_what_came_meanwhile_is_found()
    {
        _store.Tell(() =>
        {
            Change(7);
            throw new StoreUnavailableException("s", "the line broke") { IsPassing = true };
        });

        Assert.True(Rings());
        _store.AwaitWaiter();
        Assert.Equal(2, _store.Watches);
        _store.Tell(() => 8);
        Assert.True(Rings());
    }

    [Fact]
    public void A_watch_that_is_silent_about_a_change_is_replaced()
    {
        _store.Tell(() =>
        {
            Change(7);
            return null;
        });

        Assert.True(Rings());
        _store.AwaitWaiter();
        Assert.Equal(2, _store.Watches);
    }

    [Fact]
    public void A_watch_that_is_silent_because_nothing_changes_is_kept()
    {
        _store.Tell(() => null);
        _store.AwaitWaiter();

        Assert.Equal(1, _store.Watches);
        Assert.False(_listener.Wait(TimeSpan.Zero, CancellationToken.None));
    }

    // Begun anew for each waiter, a watch hears nothing for more than ten milliseconds, and each costs a connection to the server.
    [Fact]
    public void Who_waits_soon_after_another_is_told_by_the_same_watch()
    {
        using var store = Store();
        var notifier = new ChangeNotifier(HangLimit.Time);
        var thread = Leave(notifier, store);
        Assert.True(SpinWait.SpinUntil(() => !thread.IsAlive || (thread.ThreadState & ThreadState.WaitSleepJoin) != 0, HangLimit.Time));

        using var later = notifier.Listen(store, null);
        store.AwaitWaiter();
        store.Tell(() => 5);

        Assert.True(later.Wait(HangLimit.Time, CancellationToken.None));
        Assert.Equal(1, store.Watches);
        store.Tell(() => null);
    }

    [Fact]
    public void A_watch_ends_some_time_after_the_last_waiter_left_and_the_next_one_begins_another()
    {
        using var store = Store();
        var notifier = new ChangeNotifier(TimeSpan.Zero);
        Assert.True(Leave(notifier, store).Join(HangLimit.Time));

        using var later = notifier.Listen(store, null);
        store.AwaitWaiter();

        Assert.Equal(2, store.Watches);
        store.Tell(() => null);
    }

    [Fact]
    public void Who_waits_at_another_store_of_the_address_is_told_by_that_one()
    {
        using var closed = Store();
        using var store = Store();
        var notifier = new ChangeNotifier(HangLimit.Time);
        Leave(notifier, closed);

        using var later = notifier.Listen(store, null);
        store.AwaitWaiter();
        store.Tell(() => 5);

        Assert.True(later.Wait(HangLimit.Time, CancellationToken.None));
        Assert.Equal((1, 1), (closed.Watches, store.Watches));
        store.Tell(() => null);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _store.Tell(() => null);
    }

    private static WatchedStore Store() => new(new MemoryStore(StoreUri.Parse($"json:{Guid.NewGuid():N}", Path.GetTempPath())));

    // The only waiter leaves while the watch waits for news, which ends then. The thread of the watch.
    private static Thread Leave(ChangeNotifier notifier, WatchedStore store)
    {
        Thread? thread = null;
        using var left = new ManualResetEventSlim();
        using (notifier.Listen(store, null)) store.AwaitWaiter();
        store.Tell(() =>
        {
            thread = Thread.CurrentThread;
            left.Set();
            return null;
        });
        Assert.True(left.Wait(HangLimit.Time));
        return thread!;
    }

    private bool Rings() => _listener.Wait(HangLimit.Time, CancellationToken.None);

    private void Change(long revision) => _store.Run(session =>
    {
        session.Queue.Save(session.Queue.Lock() with { Revision = revision });
        return true;
    });
}

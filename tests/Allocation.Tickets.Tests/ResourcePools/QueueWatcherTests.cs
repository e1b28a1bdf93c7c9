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

    public void Dispose()
    {
        _listener.Dispose();
        _store.Tell(() => null);
    }

    private bool Rings() => _listener.Wait(HangLimit.Time, CancellationToken.None);

    private void Change(long revision) => _store.Run(session =>
    {
        session.Queue.Save(session.Queue.Lock() with { Revision = revision });
        return true;
    });
}

using Allocation.Core.ResourcePools.Waiting;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>Lost wake-ups: resalloc's waiters miss what happens between looking and waiting, and two at once overwrite each
/// other.</summary>
public sealed class ChangeNotifierTests : IDisposable
{
    private readonly MemoryStore _store = new(StoreUri.Parse($"sqlite:{Guid.NewGuid():N}.db", Path.GetTempPath()));

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_wake_up_before_the_wait_is_not_lost()
    {
        using var waiter = Listen(7);
        Notifier.Committed(1, [7], null);
        Assert.True(waiter.Wait(HangLimit.Time, CancellationToken.None));
    }

    [Fact]
    public void Two_wake_ups_at_once_reach_both()
    {
        using var first = Listen(1);
        using var second = Listen(2);
        Notifier.Committed(1, [1], null);
        Notifier.Committed(2, [2], null);
        Assert.True(first.Wait(HangLimit.Time, CancellationToken.None));
        Assert.True(second.Wait(HangLimit.Time, CancellationToken.None));
    }

    [Fact]
    public void A_wake_up_for_somebody_else_wakes_nobody()
    {
        using var waiter = Listen(1);
        // Told first: a watch that sees a commit before it is told takes it for that of another process.
        Notifier.Committed(1, [], null);
        Commit(1);
        waiter.Wait(TimeSpan.Zero, CancellationToken.None);
        Notifier.Committed(2, [2], null);
        Commit(2);
        Assert.False(waiter.Wait(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public void What_another_process_commits_wakes_everybody()
    {
        using var waiter = Listen(1);
        using var manager = Listen(null);
        Commit(5);
        Assert.True(waiter.Wait(HangLimit.Time, CancellationToken.None));
        Assert.True(manager.Wait(HangLimit.Time, CancellationToken.None));
    }

    [Fact]
    public void What_another_process_committed_between_two_of_ours_wakes_everybody()
    {
        using var waiter = Listen(1);
        Notifier.Committed(1, [], null);
        waiter.Wait(TimeSpan.Zero, CancellationToken.None);
        Notifier.Committed(3, [], null);
        Assert.True(waiter.Wait(HangLimit.Time, CancellationToken.None));
    }

    [Fact]
    public void A_wait_ends_when_it_is_told_to()
    {
        using var waiter = Listen(1);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => waiter.Wait(HangLimit.Time, stop.Token));
    }

    private ChangeNotifier Notifier => ChangeNotifier.Of(_store.Uri);

    private ChangeSubscription Listen(long? ticket) => Notifier.Listen(_store, ticket);

    private void Commit(long revision) => _store.Run(session =>
    {
        session.Queue.Save(session.Queue.Lock() with { Revision = revision });
        return 0;
    });
}

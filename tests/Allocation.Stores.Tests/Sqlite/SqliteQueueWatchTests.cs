using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sqlite;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Sqlite;

/// <summary>A waiter hears of what others commit, without looking all the time.</summary>
public sealed class SqliteQueueWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly SqliteStore _other;

    public SqliteQueueWatchTests()
    {
        _store = Open();
        _other = Open();
    }

    [Fact]
    public void A_change_of_another_is_told_with_its_revision()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        using var watch = _store.WatchQueue()!;
        for (var i = 0; i < 20; i++)
        {
            var revision = Change(_other);
            Assert.Equal(revision, watch.Next(HangLimit.Time));
        }
    }

    [Fact]
    public void Of_several_changes_the_last_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        using var watch = _store.WatchQueue()!;
        for (var i = 0; i < 5; i++) Change(_other);
        var last = Change(_other);
        Assert.Equal(last, watch.Next(HangLimit.Time));
    }

    [Fact]
    public void What_is_no_change_of_the_queue_is_not_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        Change(_other);
        using var watch = _store.WatchQueue()!;
        Assert.True(_other.Run(session => session.Pools.Add(Pool())));
        Assert.Null(watch.Next(TimeSpan.FromMilliseconds(50)));
    }

    // A commit is seen only some time after its write. Written before the watch, or before the look that saw the one before it, it has no
    // other write to tell of it. The numbers are what one look after the other sees, and nothing is written at all.
    [Fact]
    public void A_commit_that_was_written_before_is_told_without_another_write()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        var looks = new Queue<long>([7, 7, 7, 8, 8, 8, 9]);
        using var watch = SqliteQueueWatch.TryBegin(_folder.File("store.db"), new SqliteErrors(_store.Uri), looks.Dequeue)!;
        Assert.Equal(8, watch.Next(HangLimit.Time));
        Assert.Equal(9, watch.Next(HangLimit.Time));
        Assert.Empty(looks);
    }

    [Fact]
    public void A_log_that_is_made_anew_is_watched_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        _other.Dispose();
        _store.Dispose();
        using var alone = Open();
        using var watch = alone.WatchQueue()!;
        using var late = Open();
        var revision = Change(late);
        Assert.Equal(revision, watch.Next(HangLimit.Time));
    }

    public void Dispose()
    {
        _store.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    private SqliteStore Open() => SqliteStore.Open(StoreUri.Parse("sqlite:" + _folder.File("store.db"), _folder.Path));

    private static long Change(IAllocationStore store) => store.Run(session =>
    {
        QueueState queue = session.Queue.Lock();
        session.Queue.Save(queue with { Revision = queue.Revision + 1 });
        return queue.Revision + 1;
    });
}

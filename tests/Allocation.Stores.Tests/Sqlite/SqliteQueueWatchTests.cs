using Allocation.Core.Files;
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
        using var watch = SqliteQueueWatch.TryBegin(
            _folder.File("store.db"), _folder.File("news"), new SqliteErrors(_store.Uri), looks.Dequeue)!;
        Assert.Equal(8, watch.Next(HangLimit.Time));
        Assert.Equal(9, watch.Next(HangLimit.Time));
        Assert.Empty(looks);
    }

    // After its last look it waits for the system. Whoever committed sets the time of the file then, and no log is written here.
    [Fact]
    public void A_commit_is_told_by_the_time_of_its_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        const int LastLook = 11;
        var path = _folder.File("other.db");
        var queue = new WriterQueue(path, HangLimit.Time);
        using (queue.Enter(queue.Begin(), TestContext.Current.CancellationToken))
        {
            // Makes the files of the queue.
        }

        var looks = 0;
        using var watch = SqliteQueueWatch.TryBegin(path, queue.NewsFile, new SqliteErrors(_store.Uri), () =>
        {
            if (++looks == LastLook) queue.Tell();
            return looks > LastLook ? 8 : 7;
        })!;
        Assert.Equal(8, watch.Next(HangLimit.Time));
        Assert.Equal(LastLook + 1, looks);
    }

    [Fact]
    public void A_commit_sets_the_time_of_the_file_only_if_it_changes_the_queue()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of each write.");
        var file = _folder.File("store.db.turn.lock");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.True(_store.Run(session => session.Pools.Add(Pool())));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
        Assert.Throws<IOException>(() => _store.Run<int>(session =>
        {
            Assert.NotNull(session.Queue.Lock());
            session.Queue.Save(session.Queue.Read());
            throw new IOException("The work fails.");
        }));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
        Change(_store);
        Assert.NotEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.True(_store.Run(session => session.Pools.Add(Pool("other"))));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
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

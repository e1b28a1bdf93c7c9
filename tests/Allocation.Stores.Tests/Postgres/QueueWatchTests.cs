using System.Text;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Postgres.Addresses;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>What others change in the queue is told, without a look at the store.</summary>
public sealed class QueueWatchTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();
    private readonly PostgresProxy _proxy;
    private readonly PostgresStore _store;

    public QueueWatchTests()
    {
        // Another address, as another process has.
        _proxy = new(_fixture.Socket);
        _store = PostgresStore.Open(StoreUri.Parse(_fixture.Store.Uri.ToString()
            .Replace(Uri.EscapeDataString(_fixture.Socket), Uri.EscapeDataString(_proxy.Folder), StringComparison.Ordinal), "/"));
    }

    [Fact]
    public void A_change_is_told_with_its_revision()
    {
        using var watch = _store.WatchQueue()!;

        Change(_fixture.Store, 4);

        Assert.Equal(4, watch.Next(HangLimit.Time));
        Assert.Null(watch.Next(TimeSpan.Zero));
    }

    [Fact]
    public void A_change_that_is_told_is_committed() =>
        Assert.Equal(4, Told(watched: () => Change(_fixture.Store, 4), read: s => s.Queue.Read().Revision));

    [Fact]
    public void A_change_that_is_undone_is_not_told()
    {
        using var watch = _store.WatchQueue()!;

        Assert.Throws<NotSupportedException>(() => _fixture.Store.Run<int>(session =>
        {
            Change(session, 9);
            session.Queue.Read();
            throw new NotSupportedException();
        }));
        Change(_fixture.Store, 4);

        Assert.Equal(4, watch.Next(HangLimit.Time));
    }

    [Fact]
    public void Changes_through_the_same_address_are_left_out()
    {
        using var watch = _store.WatchQueue()!;

        Change(_store, 9);
        Change(_fixture.Store, 4);

        Assert.Equal(4, watch.Next(HangLimit.Time));
    }

    [Fact]
    public void Changes_in_another_schema_are_left_out()
    {
        using var other = new PostgresFixture();
        using var watch = _store.WatchQueue()!;

        Change(other.Store, 9);
        Change(_fixture.Store, 4);

        Assert.Equal(4, watch.Next(HangLimit.Time));
    }

    [Fact]
    public void Every_schema_has_a_channel_of_its_own_however_long_its_name()
    {
        var stem = new string('\u00e4', 31);
        var channels = new[] { stem + "a", stem + "b", "a",
            "A" }.Select(schema => new PostgresNotifications(_store.Uri, schema).Channel).ToList();

        Assert.Distinct(channels);
        Assert.All(channels, channel => Assert.InRange(Encoding.UTF8.GetByteCount(channel), 1, 63));
    }

    [Fact]
    public void What_another_program_says_on_the_channel_is_ignored()
    {
        using var watch = _store.WatchQueue()!;
        var channel = new PostgresNotifications(_store.Uri, Schema()).Channel;

        foreach (var said in new[] { "", "9", "9 ", "x y", "9 a b" }) _fixture.Execute($"SELECT 1 FROM pg_notify('{channel}', '{said}')");
        Change(_fixture.Store, 10);

        Assert.Equal(10, watch.Next(HangLimit.Time));
    }

    [Fact]
    public void A_line_that_breaks_is_a_passing_failure_and_a_new_watch_hears()
    {
        using (var watch = _store.WatchQueue()!)
        {
            _proxy.CutNext(PostgresProxy.Cut.Answer);
            Change(_fixture.Store, 4);
            Assert.True(Assert.Throws<StoreUnavailableException>(() => watch.Next(HangLimit.Time)).IsPassing);
        }

        using var again = _store.WatchQueue()!;
        Assert.Equal(4, _store.Read(s => s.Queue.Read().Revision));
        Change(_fixture.Store, 5);
        Assert.Equal(5, again.Next(HangLimit.Time));
    }

    [Fact]
    public void A_connection_that_the_server_ends_is_a_passing_failure()
    {
        using var watch = _store.WatchQueue()!;

        Assert.Equal(1,
            _fixture.Execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE " +
            $"'LISTEN%{new PostgresNotifications(_store.Uri, Schema()).Channel}%'"));

        Assert.True(Assert.Throws<StoreUnavailableException>(() => watch.Next(HangLimit.Time)).IsPassing);
    }

    public void Dispose()
    {
        _store.Dispose();
        _proxy.Dispose();
        _fixture.Dispose();
    }

    private static void Change(IAllocationStore store, long revision) => store.Run(session =>
    {
        Change(session, revision);
        return true;
    });

    private static void Change(IStoreSession session, long revision) => session.Queue.Save(session.Queue.Lock() with
    {
        Revision = revision,
    });

    private string Schema() => PostgresAddress.Parse(_store.Uri, _ => null).Schema;

    private long Told(Action watched, Func<IStoreSession, long> read)
    {
        using var watch = _store.WatchQueue()!;
        watched();
        Assert.NotNull(watch.Next(HangLimit.Time));
        return _store.Read(read);
    }
}

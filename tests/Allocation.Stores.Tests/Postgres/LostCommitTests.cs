using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>The line breaks while a transaction is committed: never a double claim, never a lost one.</summary>
public sealed class LostCommitTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();
    private readonly PostgresProxy _proxy;
    private readonly PostgresStore _store;
    private int _runs;

    public LostCommitTests()
    {
        _proxy = new(_fixture.Socket);
        _store = PostgresStore.Open(StoreUri.Parse(_fixture.Store.Uri.ToString()
            .Replace(Uri.EscapeDataString(_fixture.Socket), Uri.EscapeDataString(_proxy.Folder), StringComparison.Ordinal), "/"));
        // Afterwards all statements of the transaction below are prepared, so that each of them is one message.
        foreach (var id in new[] { "w1", "w2", "w3" }) _store.Run(session => session.Pools.Add(Pool(id)));
    }

    [Fact]
    public void A_commit_that_was_done_and_not_answered_is_reported_as_done()
    {
        Assert.True(_store.Run(session => Add(session, PostgresProxy.Cut.Answer)));

        Assert.Equal(1, _runs);
        Assert.NotNull(_fixture.Store.Read(s => s.Pools.Find("vlan")));
    }

    [Fact]
    public void A_commit_that_did_not_arrive_is_reported_as_not_done()
    {
        var error = Assert.Throws<StoreUnavailableException>(() => _store.Run(session => Add(session, PostgresProxy.Cut.Request)));

        Assert.True(error.IsPassing);
        Assert.Null(_fixture.Store.Read(s => s.Pools.Find("vlan")));
    }

    [Fact]
    public void A_commit_that_did_not_arrive_is_done_again_and_once()
    {
        using var store = new RetryingStore(_store, HangLimit.Time);

        Assert.True(store.Run(session => Add(session, _runs == 0 ? PostgresProxy.Cut.Request : PostgresProxy.Cut.Never)));

        Assert.Equal(2, _runs);
        Assert.NotNull(_fixture.Store.Read(s => s.Pools.Find("vlan")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_outcome_that_cannot_be_asked_for_is_said_to_be_unknown_and_not_tried_again(bool isDone)
    {
        using var source = new CancellationTokenSource();
        using var store = new RetryingStore(_store, HangLimit.Time);

        var error = Assert.Throws<StoreUnavailableException>(() => store.Run(
            session =>
            {
                _proxy.Close();
                source.CancelAfter(TimeSpan.FromMilliseconds(300));
                return Add(session, isDone ? PostgresProxy.Cut.Answer : PostgresProxy.Cut.Request);
            },
            source.Token));

        Assert.False(error.IsPassing);
        Assert.Equal(1, _runs);
        Assert.Equal(isDone, _fixture.Store.Read(s => s.Pools.Find("vlan")) is not null);
    }

    [Theory]
    [InlineData((int)PostgresProxy.Cut.Request)]
    [InlineData((int)PostgresProxy.Cut.Answer)]
    public void A_line_that_breaks_in_the_middle_undoes_the_work_and_it_is_done_again(int cut)
    {
        using var store = new RetryingStore(_store, HangLimit.Time);

        Assert.True(store.Run(session =>
        {
            session.Pools.Add(Pool("other"));
            if (_runs++ == 0) _proxy.CutNext((PostgresProxy.Cut)cut);
            return session.Pools.Add(Pool());
        }));

        Assert.Equal(2, _runs);
        Assert.Equal(["other", "vlan", "w1", "w2", "w3"], _fixture.Store.Read(s => s.Pools.All().Select(p => p.Name).ToList()));
    }

    // The server does what it has received, whether or not the client is still there. What was reported as not done stays so.
    [Fact]
    public void A_commit_that_waits_for_another_caller_when_the_line_breaks_is_never_done_later()
    {
        using var waits = new ManualResetEventSlim();
        using var over = new ManualResetEventSlim();
        var definition = Service("x", "late").Definition;
        var other = new Thread(() => Assert.Throws<OperationCanceledException>(() => _fixture.Store.Run(session =>
        {
            session.Services.Add(Service("first", "late"));
            waits.Set();
            over.Wait();
            throw new OperationCanceledException();
        })));

        var error = Assert.Throws<StoreUnavailableException>(() => _store.Run(session =>
        {
            Assert.Null(session.Services.FindLiving(definition, "late"));
            other.Start();
            waits.Wait();
            new Thread(() =>
            {
                SpinWait.SpinUntil(() => Backends("AND wait_event_type = 'Lock'") > 0, HangLimit.Time);
                _proxy.CutNow();
            }).Start();
            return session.Services.Add(Service("second", "late"));
        }));

        Assert.True(error.IsPassing);
        Assert.Equal(1, Backends("AND wait_event_type = 'Lock'"));
        over.Set();
        other.Join();
        Assert.True(SpinWait.SpinUntil(() => Backends("") == 0, HangLimit.Time));
        Assert.Null(_fixture.Store.Read(s => s.Services.Find("second")));
    }

    public void Dispose()
    {
        _store.Dispose();
        _proxy.Dispose();
        _fixture.Dispose();
    }

    // How many connections of the server work for this store just now.
    private long Backends(string condition) => _fixture.Execute(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%{schema}%' AND state = 'active' AND pid <> pg_backend_pid() " +
            condition);

    private bool Add(IStoreSession session, PostgresProxy.Cut cut)
    {
        _runs++;
        var added = session.Pools.Add(Pool());
        // The next message has the commit, with the mark by which the transaction is known.
        _proxy.CutNext(cut);
        return added;
    }
}

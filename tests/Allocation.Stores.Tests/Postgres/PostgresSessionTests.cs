using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

public sealed class PostgresSessionTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();

    private IAllocationStore Store => _fixture.Store;

    public PostgresSessionTests() => Store.Run(session =>
    {
        session.Pools.Add(Pool("a"));
        session.Pools.Add(Pool("b"));
    });

    [Fact]
    public void A_pool_that_somebody_works_on_does_not_hold_up_another() => WhileLocked("a", () =>
    {
        Assert.True(Store.Run(session =>
        {
            session.Pools.Lock("b");
            return session.Pools.Update(Pool("b"));
        }));
        Assert.NotNull(Store.Read(session => session.Pools.Find("a")));
    });

    [Fact]
    public void Cancelling_ends_the_wait_for_a_lock() => WhileLocked("a", () =>
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Store.Run(
            session =>
            {
                source.CancelAfter(TimeSpan.FromMilliseconds(100));
                return session.Pools.Lock("a");
            },
            source.Token));
    });

    [Fact]
    public void Transactions_that_lock_two_pools_the_other_way_round_both_get_through()
    {
        using var store = new RetryingStore(new Unowned(Store), HangLimit.Time);
        using var both = new Barrier(2);
        var first = new Thread(() => LockBoth("a", "b"));
        first.Start();
        LockBoth("b", "a");
        first.Join();
        Assert.Equal([new(1, 2), new(1, 2)], Store.Read(s => s.Pools.All().Select(p => p.Range).ToList()));

        void LockBoth(string one, string other)
        {
            var tries = 0;
            store.Run(session =>
            {
                session.Pools.Lock(one);
                if (tries++ == 0) both.SignalAndWait();
                session.Pools.Lock(other);
                session.Pools.Update(Pool(one) with { Range = new(1, 2) });
            });
        }
    }

    [Fact]
    public void An_error_that_the_work_swallows_is_not_committed_over()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 100));
            session.Allocations.Add(Number("r2", 100) with { State = AllocationState.Released });
        });

        Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            session.Allocations.Add(Number("r3", 101));
            Assert.Throws<StoreConflictException>(() => session.Allocations.Update(Number("r2", 100)));
            return true;
        }));

        Assert.Null(Store.Read(s => s.Allocations.Find("r3")));
        Assert.True(Store.Run(s => s.Pools.Add(Pool("c"))));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    public void A_read_goes_on_in_the_same_state_after_rows_that_were_left_early(int rows)
    {
        _fixture.Execute($"INSERT INTO {{schema}}.services SELECT i::text, 'd', 1, i::text, i::text, 's', 1, 1, NULL, NULL, NULL, NULL, " +
            $"NULL, 0, 0 FROM generate_series(1, {rows}) i");
        Store.Read(session =>
        {
            Assert.Equal("1", session.Services.Query(new()).First().Id);
            Store.Run(other => other.Services.Remove("2"));
            Assert.NotNull(session.Services.Find("2"));
            Assert.Equal("1", session.Services.Query(new()).First().Id);
            Assert.Equal(rows, session.Services.Query(new()).Count());
            return true;
        });
        Assert.Null(Store.Read(s => s.Services.Find("2")));
    }

    [Fact]
    public void Connections_that_the_server_closed_meanwhile_are_replaced_without_a_word()
    {
        // The server is shared by other tests.
        var name = $"test_{Guid.NewGuid():N}";
        using var store =
            new RetryingStore(PostgresStore.Open(StoreUri.Parse($"{Store.Uri}&application_name={name}", "/")), HangLimit.Time);
        store.Read(_ => store.Read(session => session.Pools.Find("a")));
        Assert.Equal(2,
            _fixture.Execute($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{name}'"));
        Assert.True(store.Run(s => s.Pools.Add(Pool("c"))));
        Assert.NotEmpty(store.Read(session => session.Pools.All().ToList()));
    }

    // Each number of values in a filter is a statement of its own. The server keeps what a connection has prepared, at the second use.
    [Fact]
    public void A_connection_that_has_prepared_very_many_statements_is_replaced()
    {
        var name = $"test_{Guid.NewGuid():N}";
        using var store = PostgresStore.Open(StoreUri.Parse($"{Store.Uri}&application_name={name}", "/"));
        var started = Started();
        foreach (var values in Enumerable.Range(1, 600).SelectMany(values => Enumerable.Repeat(values, 2)))
            store.Read(session => session.Allocations.Query(new() { ResourceIds = [.. Enumerable.Repeat("x", values)] }).Count());
        Assert.NotEqual(started, Started());

        long Started() => _fixture.Execute(
            $"SELECT (extract(epoch FROM max(backend_start)) * 1000000)::bigint FROM pg_stat_activity WHERE application_name = '{name}'");
    }

    [Fact]
    public void A_connection_that_the_server_ends_in_the_middle_is_a_passing_failure()
    {
        var error = Assert.Throws<StoreUnavailableException>(() => Store.Run(session =>
        {
            session.Pools.Add(Pool("c"));
            _fixture.Execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE state = 'idle in transaction' AND " +
                "query LIKE 'INSERT INTO %pools%' AND pid IN (SELECT pid FROM pg_locks WHERE relation = '{schema}.pools'::regclass)");
            session.Pools.Add(Pool("d"));
        }));
        Assert.True(error.IsPassing);
        Assert.Null(Store.Read(s => s.Pools.Find("c")));
    }

    [Fact]
    public void Rows_of_writers_that_are_long_gone_are_removed()
    {
        _fixture.Execute("INSERT INTO {schema}.writers VALUES ('old', 7, now() - interval '2 days'), ('young', 7, now())");
        _fixture.Reopen();
        Store.Run(s => s.Pools.Add(Pool("c")));
        Assert.Equal(0, _fixture.Execute("SELECT count(*) FROM {schema}.writers WHERE id = 'old'"));
        Assert.Equal(1, _fixture.Execute("SELECT count(*) FROM {schema}.writers WHERE id = 'young'"));
    }

    public void Dispose() => _fixture.Dispose();

    private void WhileLocked(string pool, Action action)
    {
        using var locked = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var holder = new Thread(() => Store.Run(session =>
        {
            session.Pools.Lock(pool);
            locked.Set();
            done.Wait();
        }));
        holder.Start();
        locked.Wait();
        try
        {
            action();
        }
        finally
        {
            done.Set();
            holder.Join();
        }
    }
}

using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class TransactionContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void Leaving_by_an_exception_undoes_everything()
    {
        Store.Run(Fill);
        var before = Store.Dump();
        Assert.Throws<NotSupportedException>(() => Store.Run(session =>
        {
            session.Pools.Remove("vlan");
            session.Pools.Add(Pool("new"));
            session.Allocations.Update(Number("r1", 100) with { LeaseName = "changed" });
            session.Services.Remove("s1");
            session.Requests.Add(new("q2", "f", "s1", Noon));
            throw new NotSupportedException();
        }));
        Assert.Equal(before, Store.Dump());
        Assert.Null(Store.Read(session => session.Requests.Find("q2")));
        Fixture.Reopen();
        Assert.Equal(before, Store.Dump());
    }

    [Fact]
    public void Cancelling_before_the_commit_undoes_everything()
    {
        using var source = new CancellationTokenSource();
        var before = Store.Dump();
        Assert.ThrowsAny<OperationCanceledException>(() => Store.Run(
            session =>
            {
                Fill(session);
                source.Cancel();
                return true;
            },
            source.Token));
        Assert.Equal(before, Store.Dump());
    }

    [Fact]
    public void What_was_committed_is_there_after_reopening()
    {
        Store.Run(Fill);
        var before = Store.Dump();
        Fixture.Reopen();
        Assert.Equal(before, Store.Dump());
        Assert.Equal(new("q1", "f", "s1\ns2", Noon), Store.Read(session => session.Requests.Find("q1")));
    }

    [Fact]
    public void Writing_in_a_read_is_an_error_and_changes_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => Store.Read(session => session.Pools.Add(Pool())));
        Assert.Null(Store.Read(session => session.Pools.Find("vlan")));
    }

    [Fact]
    public void A_read_keeps_to_the_state_it_began_with()
    {
        Store.Run(session =>
        {
            for (var i = 0; i < 100; i++) session.Allocations.Add(Number($"r{i:D3}", i));
        });
        var seen = 0;
        Store.Read(session =>
        {
            foreach (var row in session.Allocations.Query(new()))
            {
                if (seen++ == 0) Store.Run(other => other.Allocations.Add(Number("late", 1000)));
                Assert.NotEqual("late", row.ReservationId);
            }

            return seen;
        });

        Assert.Equal(100, seen);
        Assert.Equal(101, Store.Read(session => session.Allocations.Query(new()).Count()));
    }

    [Fact]
    public void Rows_that_are_left_early_let_others_go_on()
    {
        Store.Run(Fill);
        for (var i = 0; i < 50; i++) Assert.NotEmpty(Store.Read(session => session.Allocations.Query(new()).Take(1).ToList()));
        Store.Run(session => Assert.True(session.Pools.Remove("vlan")));
    }

    [Fact]
    public void A_session_is_of_no_use_after_its_end()
    {
        var kept = Store.Run(session => session);
        Assert.ThrowsAny<InvalidOperationException>(() => kept.Pools.Find("vlan"));
        Assert.ThrowsAny<InvalidOperationException>(() => kept.Pools.Add(Pool()));
    }

    [Fact]
    public void A_transaction_within_a_transaction_is_refused_at_once() =>
        Assert.Throws<InvalidOperationException>(() => Store.Run(_ => Store.Run(inner => inner.Pools.Add(Pool()))));

    [Fact]
    public void Threads_that_take_the_next_number_lose_none()
    {
        Store.Run(session =>
        {
            session.Pools.Add(Pool());
            session.FreeRanges.Add("vlan", Free(0, long.MaxValue));
        });
        var taken = new System.Collections.Concurrent.ConcurrentBag<long>();
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                taken.Add(Store.Run(session =>
                {
                    session.Pools.Lock("vlan");
                    var range = session.FreeRanges.Lowest("vlan")!.Value.Range;
                    session.FreeRanges.Replace("vlan", range.From, Free(range.From + 1, range.To));
                    session.Allocations.Add(Number($"r{range.From}", range.From));
                    return range.From;
                }));
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), taken.Order());
        Assert.Equal(200, Store.Read(session => session.Allocations.CountActive("vlan")));
    }

    private static void Fill(Core.Storage.IStoreSession session)
    {
        session.Pools.Add(Pool() with { Excluded = [new(110, 120)], ReuseDelay = TimeSpan.FromMinutes(10) });
        session.FreeRanges.Add("vlan", Free(101, 110, Noon));
        session.Cooling.Add("vlan", new(105, Noon, Noon.AddMinutes(10)));
        session.Allocations.Add(Number("r1", 100));
        session.Services.Add(Service("s1", "a"));
        session.Requests.Add(new("q1", "f", "s1\ns2", Noon));
    }
}

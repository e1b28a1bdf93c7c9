using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>Many clients and many tickets at once.</summary>
public abstract class LoadContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace(), realClock: true);

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Weakness(8)]
    [Weakness(10)]
    public void Sixty_clients_with_five_cycles_each_lose_and_double_nothing()
    {
        const int Clients = 60;
        const int Cycles = 5;
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of("echo $RESALLOC_ID"),
            Delete = ShellHook.Of($"echo $RESALLOC_ID >> '{_site.Path("calls")}'"),
            Max = 30,
            MaxStarting = 15,
            MaxPrealloc = 30,
        });
        using var manager = ManagerProcess.Run(_site, "--quiet");
        var given = new System.Collections.Concurrent.ConcurrentBag<long>();
        var threads = Enumerable.Range(0, Clients).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Cycles; i++)
            {
                var ticket = _site.Tickets.Wait(_site.Ticket().Id, HangLimit.Time);
                given.Add(long.Parse(ticket.Data!, null));
                _site.Tickets.Close(ticket.Id);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(Clients * Cycles, given.Count);
        Assert.Equal(given.Count, given.Distinct().Count());
        Until.True(() => _site.Status() is { Free: 30, Deleting: 0, Starting: 0 }, "the pool is full again");

        // resalloc deleted hundreds of resources twice.
        Assert.Equal(Clients * Cycles, _site.Calls.Count);
        Assert.Equal(given.Order(), _site.Calls.Select(c => long.Parse(c, null)).Order());
        Assert.Empty(_site.System.Ledger.Query(new AllocationQuery { Pool = "p", State = AllocationState.Active }));
        Assert.Equal(30,
            _site.System.Ledger.Count(new AllocationQuery { Pool = InternalPools.OfIds("p"), State = AllocationState.Active }));
    }

    [Fact]
    [Weakness(9)]
    public void A_thousand_waiting_tickets_are_served_in_their_order()
    {
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of("true"),
            Delete = ShellHook.Of("true"),
            Max = 20,
            MaxStarting = 20,
            MaxPrealloc = 20,
        });
        var tickets = Enumerable.Range(0, 1000).Select(_ => _site.Ticket()).ToList();
        Assert.Equal(1000, _site.Tickets.Get(tickets[999].Id).QueuePosition);
        _site.Pass();
        _site.Pass();
        var open = _site.Tickets.Query(new TicketFilter { States = [TicketState.Open] }).ToList();
        Assert.All(open.Take(20), t => Assert.True(t.Ready));
        Assert.All(open.Skip(20), t => Assert.False(t.Ready));
        Assert.Equal(Enumerable.Range(1, 980).Select(i => (long?)i), open.Skip(20).Select(t => t.QueuePosition));
    }

    [Fact]
    [Weakness(3)]
    public void A_failing_pool_starves_no_other()
    {
        // resalloc's manager was busy with the failures alone.
        _site.Pool("broken", s => s with
        {
            New = ShellHook.Of("exit 1"),
            Tags = [new("b")],
            Max = 100,
            MaxStarting = 10,
            MaxPrealloc = 100,
        });
        _site.Pool();
        using var manager = ManagerProcess.Run(_site, "--quiet");
        for (var i = 0; i < 10; i++)
        {
            var ticket = _site.Tickets.Wait(_site.Ticket().Id, HangLimit.Time);
            _site.Tickets.Close(ticket.Id);
        }

        // At once, then after 1, 2, 4, ... seconds, each time one.
        Assert.InRange(_site.System.Resources.Query(new ResourceFilter { Pool = "broken", Ended = true }).Count(), 1, 25);
    }

    [Fact]
    [Weakness(10)]
    public void Two_managers_share_the_work_and_run_nothing_twice()
    {
        _site.Pool("p", s => s with { Max = 10, MaxStarting = 4, MaxPrealloc = 4 });
        using var one = ManagerProcess.Run(_site, "--quiet");
        using var two = ManagerProcess.Run(_site, "--quiet");
        for (var i = 0; i < 30; i++) _site.Tickets.Close(_site.Tickets.Wait(_site.Ticket().Id, HangLimit.Time).Id);
        Until.True(() => _site.Status() is { Free: 4, Deleting: 0, Starting: 0 }, "the pool is full again");
        Assert.Equal(_site.Calls.Count, _site.Calls.Distinct().Count());
        Assert.Equal(30, _site.Calls.Count(c => c.StartsWith("delete", StringComparison.Ordinal)));
    }
}

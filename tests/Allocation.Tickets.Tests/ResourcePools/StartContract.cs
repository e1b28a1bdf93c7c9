using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>When pools start resources, and what becomes of starts that fail.</summary>
public abstract class StartContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace());

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Free_and_starting_ones_are_kept_ahead_and_taken_ones_do_not_count()
    {
        _site.Pool("p", s => s with { Max = 5, MaxPrealloc = 2 });
        _site.Settle();
        Assert.Equal(2, _site.Status().Free);
        _site.Ticket();
        _site.Settle();
        Assert.Equal((2, 1, 3), (_site.Status().Free, _site.Status().Taken, _site.Status().Up));
        for (var i = 0; i < 3; i++) _site.Ticket();
        _site.Settle();
        Assert.Equal((1, 4, 5), (_site.Status().Free, _site.Status().Taken, _site.Status().Up));
    }

    [Fact]
    public void No_more_start_at_once_than_allowed()
    {
        _site.Pool("p", s => s with { Max = 10, MaxPrealloc = 10, MaxStarting = 3 });
        Assert.Equal(3, _site.Pass().Count);
        Assert.Equal(3, _site.Pass().Count);
    }

    [Fact]
    public void Without_prealloc_and_tags_on_demand_nothing_starts()
    {
        _site.Pool("p", s => s with { MaxPrealloc = 0 });
        _site.Ticket();
        Assert.Empty(_site.Pass());
    }

    [Fact]
    public void The_start_delay_parts_starts_also_failed_ones()
    {
        _site.Pool("p", s => s with { MaxPrealloc = 3, StartDelay = TimeSpan.FromSeconds(10) });
        Assert.Single(_site.Pass());
        _site.Clock.Seconds(9.9);
        Assert.Empty(_site.Pass());
        _site.Clock.Seconds(0.1);
        Assert.Single(_site.Pass());
        Assert.Equal(2, _site.Status().Up);
    }

    [Fact]
    [Weakness(3)]
    public void A_failing_start_is_retried_ever_more_slowly_and_cleaned_up()
    {
        _site.Pool("p", s => s with { New = ShellHook.Of("echo half; exit 3"), MaxPrealloc = 4 });
        Assert.Equal(4, _site.Pass().Count);
        Assert.Equal(4, _site.Pass().Count(e => e is { Kind: HookKind.Delete, Outcome: HookOutcome.Succeeded }));
        Assert.Empty(_site.Resources());
        var status = _site.Status();
        Assert.Equal(0, status.SuccessRate);
        Assert.Contains("status 3", status.Problem, StringComparison.Ordinal);

        // Four failures: eight seconds. From now on one start at a time.
        _site.Clock.Seconds(7.9);
        Assert.Empty(_site.Pass());
        _site.Clock.Seconds(0.2);
        Assert.Single(_site.Pass(), e => e.Kind == HookKind.New);
        _site.Settle();
        _site.Clock.Seconds(15);
        Assert.Empty(_site.Pass());
        _site.Clock.Seconds(1.1);
        Assert.Single(_site.Pass(), e => e.Kind == HookKind.New);

        _site.Change("p", s => s with { New = ShellHook.Of("true") });
        _site.Clock.Advance(Backoff.Longest);
        _site.Settle();
        Assert.Equal(4, _site.Status().Up);
        Assert.Null(_site.Status().Problem);
    }

    [Fact]
    public void A_failed_start_may_be_left_without_cleaning()
    {
        _site.Pool("p", s => s with { New = ShellHook.Of("exit 1"), DeleteFailedStart = false });
        _site.Settle();
        Assert.Empty(_site.Calls);
        Assert.Empty(_site.Resources());
        Assert.Equal(ResourceState.Ended, _site.System.Resources.Get("1").State);
    }

    [Fact]
    public void What_a_failed_start_printed_is_known_to_the_clean_up()
    {
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of("echo half; exit 3"),
            Delete = ShellHook.Of($"echo $RESALLOC_RESOURCE_DATA | base64 -d >> '{_site.Path("data")}'"),
        });
        _site.Pass();
        _site.Pass();
        Assert.Equal("half\n", File.ReadAllText(_site.Path("data")));
    }

    [Fact]
    public void Ids_in_the_pool_and_named_counters_are_the_lowest_that_are_free()
    {
        _site.Pool("p", s => s with { NamedCounters = ["port"], MaxPrealloc = 2, Max = 2 });
        _site.Pool("q", s => s with { NamedCounters = ["port"], Tags = [new("b")], MaxPrealloc = 1 });
        _site.Settle();
        Assert.Equal([(0L, 0L), (1L, 1L), (0L, 2L)], _site.Resources().Select(r => (r.IdInPool!.Value, r.Counters["port"])));
        _site.System.Resources.Remove("1", force: false);
        _site.Settle();
        var fresh = _site.Resources("p")[^1];
        Assert.Equal((4L, 0L, 0L), (fresh.Id, fresh.IdInPool!.Value, fresh.Counters["port"]));
        Assert.Empty(_site.System.Pools.Find(new Core.Pools.NamePattern("*")));
    }

    [Fact]
    public void A_paused_pool_starts_nothing_and_still_gives()
    {
        _site.Pool();
        _site.Settle();
        _site.Pools.Change("p", s => s, paused: true);
        Assert.True(_site.Ticket().Ready);
        Assert.Empty(_site.Pass());
        var waiting = _site.Tickets.Get(_site.Ticket().Id);
        Assert.Equal("the pool is paused", waiting.Waiting);
        _site.Pools.Change("p", s => s, paused: false);
        _site.Settle();
        Assert.True(_site.Tickets.Get(waiting.Id).Ready);
    }

    [Fact]
    public void A_pool_with_tags_on_demand_starts_only_for_tickets_and_deletes_what_is_left_over()
    {
        _site.Pool("p", s => s with { Tags = [], TagsOnDemand = [new("a")], MaxPrealloc = 5, Max = 3 });
        Assert.Empty(_site.Pass());
        var tickets = Enumerable.Range(0, 5).Select(_ => _site.Ticket()).ToList();
        _site.Settle();
        Assert.Equal([true, true, true, false, false], tickets.Select(t => _site.Tickets.Get(t.Id).Ready));

        // The next two are started when there is room; one of them is not wanted any more when it comes.
        foreach (var ticket in tickets.Take(3)) _site.Tickets.Close(ticket.Id);
        _site.Pass();
        _site.Tickets.Close(tickets[3].Id);
        _site.Settle();
        Assert.True(_site.Tickets.Get(tickets[4].Id).Ready);
        Assert.Equal(1, _site.Status().Up);
    }

    [Fact]
    [Weakness(3)]
    public void A_pool_whose_starts_keep_failing_is_passed_over()
    {
        // resalloc chose the broken pool again and again.
        _site.Pool("a", s => s with { Tags = [], TagsOnDemand = [new("x", 10)], New = ShellHook.Of("exit 1") });
        _site.Pool("b", s => s with { Tags = [], TagsOnDemand = [new("x")] });
        var ticket = _site.Ticket("x");
        _site.Pass();
        Assert.Equal(0, _site.Status("b").Starting);
        _site.Pass();
        var ready = _site.Tickets.Get(ticket.Id);
        Assert.Equal("b", ready.Pool);
    }

    [Fact]
    public void One_resource_on_demand_is_started_for_one_ticket()
    {
        _site.Pool("p", s => s with { Tags = [], TagsOnDemand = [new("a")], New = ShellHook.Of("true") });
        _site.Ticket();
        Assert.Single(_site.Pass());
        Assert.Empty(_site.Pass());
    }

    [Fact]
    public void A_ticket_that_no_pool_can_serve_is_refused_unless_it_may_wait()
    {
        _site.Pool();
        Assert.Throws<Core.Errors.InvalidTicketException>(() => _site.Ticket("a", "b"));
        var ticket = _site.Tickets.Open(new TicketRequest { Tag = ["b"], AllowUnsatisfiable = true });
        Assert.Equal("no pool has these tags", _site.Tickets.Get(ticket.Id).Waiting);
    }
}

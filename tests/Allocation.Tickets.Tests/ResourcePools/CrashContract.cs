using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>Managers that are killed in the middle of each hook, and those that take over.</summary>
public abstract class CrashContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace(), realClock: true);

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    private PoolResource First => _site.System.Resources.Get("1");

    private string Gate(string name) => _site.Path(name);

    // A hook that says that it has begun, and goes on when it may.
    private HookCommand Held(string name, string then) => ShellHook.Of(
        $"{then}; echo {name} >> '{_site.Path("calls")}'; touch '{Gate(name)}.begun'; {ShellHook.WaitFor(Gate(name) + ".go")}");

    private void Begun(string name) => Until.True(() => File.Exists(Gate(name) + ".begun"), name + " begins");

    private void Go(string name) => File.WriteAllText(Gate(name) + ".go", "");

    private int Count(string call) => _site.Calls.Count(c => c == call);

    [Fact]
    [Weakness(2)]
    public void A_start_that_outlives_its_manager_is_adopted_with_its_data()
    {
        _site.Pool("p", s => s with { New = Held("new", "echo kept"), Max = 1 });
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("new");
            first.Kill();
        }

        using var second = ManagerProcess.Run(_site);
        Until.True(() => _site.System.Store.Read(s => s.Queue.Managers().Count) > 0, "the second manager works");
        Assert.Equal(ResourceState.Starting, First.State);
        Go("new");
        Until.True(() => First.State == ResourceState.Up, "the resource is adopted");
        Assert.Equal("kept\n", First.Data);
        Assert.Equal(1, Count("new"));
        Assert.DoesNotContain(_site.Calls, c => c.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    [Weakness(2)]
    public void A_start_that_died_with_its_manager_is_deleted_with_what_it_had_printed()
    {
        var data = _site.Path("data");
        _site.Pool("p", s => s with
        {
            New = Held("new", "echo half"),
            Delete = ShellHook.Of($"echo $RESALLOC_RESOURCE_DATA | base64 -d > '{data}.x'; mv '{data}.x' '{data}'"),
            Max = 1,
        });
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("new");
            first.Kill();
        }

        _site.KillHooks();
        _site.Change("p", s => s with { New = ShellHook.Of("true"), MaxPrealloc = 0 });
        using var second = ManagerProcess.Run(_site);
        Until.True(() => First.State == ResourceState.Ended, "the resource is deleted");
        Assert.Equal("half\n", File.ReadAllText(data));
    }

    [Fact]
    [Weakness(2)]
    public void A_deletion_never_runs_beside_a_start_that_outlived_its_manager()
    {
        // resalloc deleted 30 ms later, and the start then made what nobody knew.
        _site.Pool("p", s => s with
        {
            New = Held("new", "true"),
            Delete = ShellHook.Of($"test -f '{Gate("new")}.go' && echo deleted >> '{_site.Path("calls")}'"),
            Max = 1,
        });
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("new");
            first.Kill();
        }

        _site.System.Resources.Remove("1", force: false);
        using var second = ManagerProcess.Run(_site);
        Until.True(() => _site.System.Store.Read(s => s.Queue.Managers().Count) > 0, "the second manager works");
        Assert.NotNull(First.Work);
        Go("new");
        Until.True(() => First.State == ResourceState.Ended, "the resource is deleted");
        Assert.Equal(["new", "deleted"], _site.Calls.Take(2));
        Assert.Equal(0, First.FailedDeletes);
    }

    [Fact]
    public void A_deletion_that_outlives_its_manager_is_not_run_twice()
    {
        _site.Pool("p", s => s with { Delete = Held("delete", "true"), Max = 1 });
        _site.Settle();
        _site.Tickets.Close(_site.Ticket().Id);
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("delete");
            first.Kill();
        }

        using var second = ManagerProcess.Run(_site);
        Go("delete");
        Until.True(() => First.State == ResourceState.Ended, "the resource is ended");
        Assert.Equal(1, Count("delete"));
    }

    [Fact]
    public void A_deletion_that_died_with_its_manager_is_run_again()
    {
        _site.Pool("p", s => s with { Delete = Held("delete", "true"), Max = 1 });
        _site.Settle();
        _site.Tickets.Close(_site.Ticket().Id);
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("delete");
            first.Kill();
        }

        _site.KillHooks();
        Go("delete");
        using var second = ManagerProcess.Run(_site);
        Until.True(() => First.State == ResourceState.Ended, "the resource is ended");
        Assert.Equal(2, Count("delete"));
        Assert.Equal(0, First.FailedDeletes);
    }

    [Fact]
    public void A_cleaning_that_died_with_its_manager_never_returns_the_resource()
    {
        _site.Pool("p", s => s with { Release = Held("release", "true"), ReuseOpportunityTime = TimeSpan.FromHours(1), Max = 1 });
        _site.Settle();
        _site.Tickets.Close(_site.InSandbox("red").Id);
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("release");
            first.Kill();
        }

        _site.KillHooks();
        var next = _site.InSandbox("red");
        using var second = ManagerProcess.Run(_site);
        Until.True(() => _site.Tickets.Get(next.Id).Ready, "the next ticket is served");
        Assert.NotEqual(1, _site.Tickets.Get(next.Id).ResourceId);
    }

    [Fact]
    public void A_check_that_died_with_its_manager_counts_for_nothing()
    {
        _site.Pool("p", s => s with
        {
            Livecheck = Held("check", "true"),
            LivecheckPeriod = TimeSpan.FromMilliseconds(1),
            LivecheckAttempts = 1,
            Max = 1,
        });
        _site.Pass();
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("check");
            first.Kill();
        }

        _site.KillHooks();
        Go("check");
        using var second = ManagerProcess.Run(_site);
        Until.True(() => First.CheckedAt is not null, "the resource is checked again");
        Assert.Equal((ResourceState.Up, 0), (First.State, First.FailedChecks));
    }

    [Fact]
    public void A_manager_whose_clock_is_ahead_leaves_a_young_hook_of_another_alone()
    {
        _site.Pool("p", s => s with { New = Held("new", "echo kept"), Max = 1 });
        using var owner = ManagerProcess.Run(_site);
        Begun("new");
        using (var ahead = _site.Open(new ShiftedClock { Shift = First.Work!.Limit * 2 }))
            ahead.Manager.Once(TestContext.Current.CancellationToken);
        Assert.Equal(ResourceState.Starting, First.State);
        Go("new");
        Until.True(() => First.State == ResourceState.Up, "the start ends by itself");
        Assert.Equal("kept\n", First.Data);
        Assert.Equal(1, Count("new"));
    }

    [Fact]
    public void A_hook_that_really_ran_longer_than_its_limit_is_ended_by_whoever_manages_next()
    {
        _site.Pool("p", s => s with { New = Held("new", "true"), Max = 1, NewTimeout = TimeSpan.FromSeconds(1) });
        using (var first = ManagerProcess.Run(_site))
        {
            Begun("new");
            first.Kill();
        }

        _site.Change("p", s => s with { MaxPrealloc = 0 });
        using var behind = _site.Open(new ShiftedClock { Shift = -TimeSpan.FromDays(1) });
        Until.True(() => behind.Manager.Once(TestContext.Current.CancellationToken)
            .Any(e => e.Outcome == HookOutcome.TimedOut), "the hook is ended");
        Assert.Equal(1, Count("new"));
    }

    [Fact]
    public void A_manager_that_is_told_to_stop_leaves_long_hooks_to_the_next_one()
    {
        _site.Pool("p", s => s with { New = Held("new", "echo kept"), Max = 1 });
        using (var first = ManagerProcess.Run(_site, "--grace", "0"))
        {
            Begun("new");
            first.Terminate();
            Assert.Equal(0, first.End().Code);
        }

        Assert.Empty(_site.System.Store.Read(s => s.Queue.Managers()));
        Go("new");
        var ticket = _site.Ticket();
        Assert.Equal("kept\n", _site.Tickets.Wait(ticket.Id, HangLimit.Time).Data);
        Assert.Equal(1, Count("new"));
    }

    [Fact]
    public void A_hook_that_outlives_its_manager_in_one_process_is_in_the_log_once()
    {
        _site.Pool("p", s => s with { New = Held("new", "echo kept"), Max = 1 });
        using (_site.System.Manager.Begin()) Begun("new");
        Go("new");
        Assert.True(_site.Tickets.Wait(_site.Ticket().Id, HangLimit.Time).Ready);
        var log = _site.System.Resources.ReadLogs("1", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["kept"], log.Select(line => line.Text));
        Assert.Equal(1, Count("new"));
    }

    [Fact]
    public void A_manager_that_is_told_to_stop_waits_for_its_hooks_and_takes_on_nothing_new()
    {
        _site.Pool("p", s => s with { New = Held("new", "true"), Max = 5, MaxStarting = 1, MaxPrealloc = 5 });
        using var manager = ManagerProcess.Run(_site, "--grace", "3600");
        Begun("new");
        manager.Terminate();
        Go("new");
        Assert.Equal(0, manager.End().Code);
        Assert.Equal(ResourceState.Up, Assert.Single(_site.Resources()).State);
    }

    [Fact]
    public void Nothing_of_a_waiter_that_was_killed_is_left_behind()
    {
        _site.Pool("p", s => s with { New = Held("new", "true"), Max = 1 });
        var ticket = _site.Ticket();
        using (var waiter = ManagerProcess.Start(_site, "ticket", "wait",
            ticket.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            Begun("new");
            waiter.Kill();
        }

        Go("new");
        Assert.True(_site.Tickets.Wait(ticket.Id, HangLimit.Time).Ready);
        Assert.Equal(1, Count("new"));
    }

    [Fact]
    public void A_waiter_in_another_process_writes_the_data_alone()
    {
        _site.Pool();
        var ticket = _site.Ticket();
        using var waiter = ManagerProcess.Start(_site, "ticket-wait",
            ticket.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var (code, output, error) = waiter.End();
        Assert.Equal((0, "data of 1\n", ""), (code, output, error));
        Assert.Equal(TicketState.Open, _site.Tickets.Get(ticket.Id).State);
    }
}

using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Tickets;

/// <summary>What resalloc does badly and no other class of tests is about; see <see cref="WeaknessTests"/> for all of it.</summary>
public abstract class WeaknessContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace(), realClock: true);

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Weakness(1)]
    public void Stalls_a_ready_resource_is_given_with_no_wait_at_all()
    {
        _site.Pool("p", s => s with { New = ShellHook.Of("true"), Max = 30, MaxStarting = 30, MaxPrealloc = 30 });
        _site.Pass();
        for (var i = 0; i < 30; i++) Assert.True(_site.Ticket().Ready);
    }

    [Fact]
    [Weakness(1)]
    public void Lost_wake_ups_one_resource_goes_through_the_hands_of_thirty_waiters()
    {
        _site.Pool("p", s => s with { New = ShellHook.Of("true"), Max = 1, ReuseOpportunityTime = TimeSpan.FromHours(1) });
        using var manager = ManagerProcess.Run(_site, "--quiet");
        var tickets = Enumerable.Range(0, 30).Select(_ => _site.InSandbox("red").Id).ToList();
        var served = new System.Collections.Concurrent.ConcurrentQueue<long>();
        var waiters = tickets.Select(id => new Thread(() =>
        {
            _site.Tickets.Wait(id, HangLimit.Time);
            served.Enqueue(id);
            _site.Tickets.Close(id);
        })).ToList();
        waiters.ForEach(w => w.Start());
        waiters.ForEach(w => w.Join());
        Assert.Equal(tickets, served);
        Assert.Equal(1, _site.System.Resources.Get("1").Id);
        Assert.Equal(30, _site.System.Resources.Get("1").Releases);
    }

    [Fact]
    [Weakness(7)]
    public void Dead_waiters_twenty_that_were_killed_leave_nothing()
    {
        var gate = _site.Path("go");
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of($"touch '{gate}.begun'; {ShellHook.WaitFor(gate)}"),
            Max = 1,
        });
        var tickets = Enumerable.Range(0, 20).Select(_ => _site.Ticket().Id).ToList();
        var waiters = tickets.Select(id => ManagerProcess.Start(_site, "ticket", "wait", id.ToString(CultureInfo.InvariantCulture)))
            .ToList();
        Until.True(() => File.Exists(gate + ".begun"), "one of them keeps the pool going");
        waiters.ForEach(w => w.Dispose());
        File.WriteAllText(gate, "");
        tickets.ForEach(id => _site.Tickets.Close(id));
        var ticket = _site.Tickets.Wait(_site.Ticket().Id, HangLimit.Time);
        Assert.Equal(1, ticket.ResourceId);
        _site.Tickets.Close(ticket.Id);
        Until.True(() => _site.Pass().Count == 0 && _site.Status() is { Free: 1, Deleting: 0, Starting: 0 }, "the pool is full again");
        Assert.Empty(_site.System.Store.Read(s => s.Queue.Managers()));
        Assert.Empty(_site.Tickets.Query(new TicketFilter { States = [TicketState.Open] }));
        Assert.Empty(Directory.GetDirectories(_site.Path("hooks/runs")));
        Assert.Empty(_site.System.Ledger.Query(new AllocationQuery { Pool = "p", State = AllocationState.Active }));
    }

    [Fact]
    [Weakness(9)]
    public void The_cost_of_scheduling_does_not_grow_with_the_tickets_that_wait()
    {
        _site.Pool("full", s => s with { Tags = [new("b")], Max = 0 });
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of("true"),
            Delete = ShellHook.Of("true"),
            Max = 20,
            MaxStarting = 20,
            MaxPrealloc = 20,
        });
        _site.Pass();
        using var store = new FaultyStore(_site.Reopen());
        using var system = _site.Over(store);
        void Cycle()
        {
            var ticket = system.Tickets.Open(new TicketRequest { Tag = ["a"] });
            Assert.True(ticket.Ready);
            system.Tickets.Close(ticket.Id);
            system.Manager.Once();
            system.Manager.Once();
        }

        _site.Ticket("b");
        Cycle();
        store.OnStep = null;
        Cycle();
        var alone = store.Steps;
        for (var i = 0; i < 1000; i++) _site.Ticket("b");
        store.OnStep = null;
        Cycle();

        // The manager looks now and then whether another process changed anything; a thousand would be another matter.
        Assert.InRange(store.Steps, 1, alone + 50);
    }

    [Theory]
    [Weakness(10)]
    [InlineData("žluťoučký 🐎\n")]
    [InlineData("a\nb\n\n c")]
    [InlineData("\"; touch pwned; '$(touch pwned)`touch pwned`{name}%PATH%\n")]
    public void Data_of_any_text_is_never_read_by_a_shell_and_arrives_as_it_was(string data)
    {
        File.WriteAllText(_site.Path("data"), data);
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of($"cat '{_site.Path("data")}'"),
            Delete = ShellHook.Of($"cd '{_site.Folder}'; echo $RESALLOC_RESOURCE_DATA | base64 -d > seen"),
            Max = 1,
        });
        var id = _site.Ticket().Id;
        using var waiter = ManagerProcess.Start(_site, "ticket", "wait", id.ToString(CultureInfo.InvariantCulture));
        Assert.Equal((0, data, ""), waiter.End());
        _site.Tickets.Close(id);
        Until.True(
            () =>
            {
                _site.Pass();
                return _site.System.Resources.Get("1").State == ResourceState.Ended;
            },
            "the resource is deleted");
        Assert.Equal(data, File.ReadAllText(_site.Path("seen")));
        Assert.False(File.Exists(_site.Path("pwned")));
    }

    [Fact]
    [Weakness(1)]
    public void Timers_a_start_delay_and_a_removal_wake_a_manager_that_has_nothing_else_to_do()
    {
        // resalloc slept 20 s through both.
        _site.Pool("p", s => s with { Max = 3, MaxPrealloc = 3, StartDelay = TimeSpan.FromMilliseconds(300) });
        using var manager = ManagerProcess.Run(_site, "--quiet");
        Until.True(() => _site.Status().Up == 3, "three are up");
        _site.System.Resources.Remove("1", force: false);
        Until.True(() => _site.System.Resources.Get("1").State == ResourceState.Ended, "the removed one is gone");
    }
}

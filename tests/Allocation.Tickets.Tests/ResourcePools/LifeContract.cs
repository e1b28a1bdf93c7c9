using Allocation.Core.Errors;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>Release, reuse, checks, deletion, strays, removed and emptied pools.</summary>
public abstract class LifeContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace());

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    private PoolResource First => _site.System.Resources.Get("1");

    private void Reusable(Func<ResourcePoolSettings, ResourcePoolSettings>? more = null) => _site.Pool("p", s =>
    {
        var settings = s with { Max = 1, ReuseOpportunityTime = TimeSpan.FromSeconds(60) };
        return more is null ? settings : more(settings);
    });

    private void Use(string sandbox = "red")
    {
        var ticket = _site.InSandbox(sandbox);
        Assert.Equal(1, ticket.ResourceId);
        _site.Tickets.Close(ticket.Id);
    }

    [Fact]
    public void A_released_resource_goes_when_nobody_asks_for_it_in_time()
    {
        Reusable();
        _site.Settle();
        Use();
        _site.Clock.Seconds(59);
        _site.Settle();
        Assert.Equal(ResourceState.Up, First.State);
        _site.Clock.Seconds(1);
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
    }

    [Fact]
    public void A_resource_is_used_once_more_than_the_count_of_releases_allows()
    {
        Reusable(s => s with { ReuseMaxCount = 2 });
        _site.Settle();
        Use();
        Use();
        Assert.Equal(ResourceState.Up, First.State);
        Use();
        Assert.Equal(ResourceState.DeleteRequest, First.State);
    }

    [Fact]
    public void A_resource_goes_some_time_after_its_first_use()
    {
        Reusable(s => s with { ReuseMaxTime = TimeSpan.FromSeconds(100) });
        _site.Settle();
        Use();
        _site.Clock.Seconds(50);
        Use();
        _site.Clock.Seconds(49);
        _site.Settle();
        Assert.Equal(ResourceState.Up, First.State);
        _site.Clock.Seconds(1);
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
    }

    [Fact]
    public void A_resource_that_nobody_else_can_ask_for_does_not_linger()
    {
        Reusable();
        _site.Settle();
        _site.Tickets.Close(_site.InSandbox(null).Id);
        Assert.Equal(ResourceState.DeleteRequest, First.State);
    }

    [Fact]
    public void A_resource_is_cleaned_before_it_is_given_again()
    {
        Reusable(s => s with { Release = ShellHook.Of($"echo release $RESALLOC_NAME >> '{_site.Path("calls")}'") });
        _site.Settle();
        Use();
        var next = _site.InSandbox("red");
        Assert.False(next.Ready);
        Assert.Equal(ResourceState.Releasing, First.State);
        _site.Pass();
        Assert.Contains("release " + First.Name, _site.Calls);
        Assert.Equal(1, _site.Tickets.Get(next.Id).ResourceId);
    }

    [Fact]
    [Weakness(5)]
    public void A_resource_that_could_not_be_cleaned_is_never_given_again()
    {
        // resalloc gave it to the next ticket.
        Reusable(s => s with { Release = ShellHook.Of("exit 1") });
        _site.Settle();
        Use();
        var next = _site.InSandbox("red");
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
        Assert.Equal(2, _site.Tickets.Get(next.Id).ResourceId);
    }

    [Fact]
    [Weakness(10)]
    public void A_resource_that_fails_checks_is_not_given_then_deleted_and_its_ticket_fails()
    {
        _site.Pool("p", s => s with
        {
            Max = 2,
            MaxPrealloc = 2,
            Livecheck = ShellHook.Of($"test ! -f '{_site.Path("sick")}'"),
            LivecheckPeriod = TimeSpan.FromSeconds(10),
            LivecheckAttempts = 2,
        });
        _site.Settle();
        var ticket = _site.Ticket();
        File.WriteAllText(_site.Path("sick"), "");
        _site.Clock.Seconds(9);
        Assert.Empty(_site.Pass());
        _site.Clock.Seconds(1);
        Assert.Equal(2, _site.Pass().Count);
        Assert.Equal([1, 1], _site.Resources().Select(r => r.FailedChecks));
        var waiting = _site.Ticket();
        Assert.False(waiting.Ready);

        File.Delete(_site.Path("sick"));
        _site.Clock.Seconds(10);
        _site.Pass();
        Assert.Equal([0, 0], _site.Resources().Select(r => r.FailedChecks));
        Assert.True(_site.Tickets.Get(waiting.Id).Ready);

        File.WriteAllText(_site.Path("sick"), "");
        for (var i = 0; i < 2; i++)
        {
            _site.Clock.Seconds(10);
            _site.Pass();
        }

        Assert.Equal(TicketState.Failed, _site.Tickets.Get(ticket.Id).State);
        Assert.Throws<TicketFailedException>(() => _site.Tickets.Wait(ticket.Id));
        Assert.Equal(TicketState.Closed, _site.Tickets.Close(ticket.Id).State);
        _site.Settle();
        Assert.Contains("delete " + First.Name, _site.Calls);
    }

    [Fact]
    public void A_discarded_resource_is_deleted_without_being_cleaned_and_its_sandbox_gets_another_one()
    {
        Reusable(s => s with { Release = ShellHook.Of($"echo release >> '{_site.Path("calls")}'") });
        _site.Settle();
        var bad = _site.InSandbox("red");
        var next = _site.InSandbox("red");
        var discarded = _site.Tickets.Discard(bad.Id);
        Assert.Equal((TicketState.Closed, (string?)null), (discarded.State, discarded.Failure));
        Assert.Equal((ResourceState.DeleteRequest, (long?)null, 1), (First.State, First.TicketId, First.Releases));
        Assert.Equal("ticket 1 found it bad", First.Problem);
        Assert.False(_site.Tickets.Get(next.Id).Ready);
        _site.Settle();
        Assert.Equal((ResourceState.Ended, "ticket 1 found it bad"), (First.State, First.Problem));
        Assert.Equal(2, _site.Tickets.Get(next.Id).ResourceId);
        Assert.DoesNotContain("release", _site.Calls);
        Assert.Contains("delete " + First.Name, _site.Calls);
        Assert.Equal(TicketState.Closed, _site.Tickets.Discard(bad.Id).State);
    }

    [Fact]
    public void A_ticket_that_is_closed_discards_its_resource_unless_another_one_holds_it()
    {
        Reusable();
        _site.Settle();
        var bad = _site.InSandbox("red");
        _site.Tickets.Close(bad.Id);
        var other = _site.InSandbox("red");
        Assert.Equal(1, other.ResourceId);
        Assert.Contains("ticket 2 holds it now", Assert.Throws<PoolInUseException>(() => _site.Tickets.Discard(bad.Id)).Message,
            StringComparison.Ordinal);
        Assert.Throws<PoolInUseException>(() => _site.Tickets.WouldDiscard(bad.Id));
        Assert.True(_site.Tickets.Get(other.Id).Ready);
        _site.Tickets.Close(other.Id);
        Assert.Equal(First.Name, _site.Tickets.WouldDiscard(bad.Id));
        Assert.Equal(ResourceState.Up, First.State);
        _site.Tickets.Discard(bad.Id);
        Assert.Equal((ResourceState.DeleteRequest, 2), (First.State, First.Releases));
        Assert.Null(_site.Tickets.WouldDiscard(bad.Id));
    }

    [Fact]
    public void A_resource_that_waits_to_be_cleaned_can_be_discarded_and_a_ticket_without_one_is_closed()
    {
        Reusable(s => s with { Release = ShellHook.Of($"echo release >> '{_site.Path("calls")}'") });
        _site.Settle();
        var bad = _site.InSandbox("red");
        var waiting = _site.InSandbox("blue");
        _site.Tickets.Close(bad.Id);
        Assert.Equal(ResourceState.Releasing, First.State);
        _site.Tickets.Discard(bad.Id);
        Assert.Null(_site.Tickets.WouldDiscard(waiting.Id));
        Assert.Equal(TicketState.Closed, _site.Tickets.Discard(waiting.Id).State);
        Assert.Throws<TicketNotFoundException>(() => _site.Tickets.Discard(99));
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
        Assert.DoesNotContain("release", _site.Calls);
    }

    [Theory]
    [InlineData(@"10.0.0.7\n")]
    [InlineData("10.0.0.7")]
    [InlineData(@"a\r\nb\n\n")]
    [InlineData(@" \t\n")]
    public void Data_is_kept_byte_for_byte_as_it_was_printed(string printed)
    {
        _site.Pool(settings: s => s with { New = ShellHook.Of($"printf '{printed}'") });
        _site.Settle();
        var exact = System.Text.RegularExpressions.Regex.Unescape(printed.Replace(".", "\\.", StringComparison.Ordinal));
        var ticket = _site.Ticket();
        Assert.Equal((exact, exact), (ticket.Data, _site.Tickets.Get(ticket.Id).Data));
        Assert.Equal(exact, First.Data);
        Assert.Equal(exact, _site.Tickets.Discard(ticket.Id).Data);
    }

    [Fact]
    public void A_failing_deletion_stays_visible_and_is_tried_again()
    {
        _site.Pool("p", s => s with { Delete = ShellHook.Of($"test -f '{_site.Path("ok")}'"), Max = 1 });
        _site.Settle();
        _site.Tickets.Close(_site.Ticket().Id);
        _site.Pass();
        Assert.Equal((ResourceState.DeleteRequest, 1), (First.State, First.FailedDeletes));
        Assert.Equal(1, _site.Status().Leaked);
        Assert.Empty(_site.Pass());
        _site.Clock.Seconds(1);
        _site.Pass();
        Assert.Equal(2, First.FailedDeletes);
        File.WriteAllText(_site.Path("ok"), "");
        _site.Clock.Seconds(1.9);
        Assert.Empty(_site.Pass());

        // Whoever mended it need not wait.
        _site.System.Resources.Remove("1", force: false);
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
        Assert.Equal(0, _site.Status().Leaked);
    }

    [Fact]
    public void A_resource_is_removed_in_any_state_and_a_held_one_only_by_force()
    {
        _site.Pool();
        _site.Settle();
        var ticket = _site.Ticket();
        Assert.Throws<PoolInUseException>(() => _site.System.Resources.Remove(First.Name, force: false));
        Assert.Throws<ResourceNotFoundException>(() => _site.System.Resources.Remove("nothing", force: true));
        _site.System.Resources.Remove(First.Name, force: true);
        Assert.Equal(TicketState.Failed, _site.Tickets.Get(ticket.Id).State);
        _site.Settle();
        Assert.Equal(ResourceState.Ended, _site.System.Resources.Remove("1", force: true).State);
    }

    [Fact]
    [Weakness(4)]
    public void A_removed_pool_drains_and_goes_with_its_last_resource()
    {
        _site.Pool("p", s => s with { MaxPrealloc = 2 });
        _site.Settle();
        var ticket = _site.Ticket();
        Assert.False(_site.Pools.Remove("p"));
        Assert.Throws<InvalidTicketException>(() => _site.Ticket());
        _site.Settle();
        Assert.Equal(1, _site.Status().Taken);
        Assert.Equal(1, _site.Status().Up);
        Assert.True(_site.Tickets.Get(ticket.Id).Ready);
        _site.Tickets.Close(ticket.Id);
        _site.Settle();
        Assert.Throws<PoolNotFoundException>(() => _site.Status());
        _site.Pool();
        Assert.True(_site.Pools.Remove("p"));
    }

    [Fact]
    public void A_drained_pool_empties_and_fills_again_when_it_may()
    {
        _site.Pool("p", s => s with { MaxPrealloc = 3 });
        _site.Settle();
        _site.Pools.Change("p", s => s, draining: true);
        _site.Settle();
        Assert.Equal(0, _site.Status().Up);
        _site.Pools.Change("p", s => s, draining: false);
        _site.Settle();
        Assert.Equal(3, _site.Status().Up);
    }

    [Fact]
    public void What_cmd_list_finds_and_nobody_knows_is_reported_first_and_deleted_at_the_second_sighting()
    {
        _site.Pool("p", s => s with { List = ShellHook.Of($"cat '{_site.Path("list")}'") });
        File.WriteAllText(_site.Path("list"), "p_00000077_20300101_000000 p_00000001_20300102_030405\np_00000078_20300101_000000");
        _site.Settle();
        Assert.Equal(["p_00000077_20300101_000000", "p_00000078_20300101_000000"], _site.Status().Unknown);
        File.WriteAllText(_site.Path("list"), "p_00000077_20300101_000000 p_00000001_20300102_030405");
        Assert.DoesNotContain(_site.Calls, c => c.Contains("delete", StringComparison.Ordinal));
        _site.Clock.Advance(TimeSpan.FromMinutes(30));
        _site.Settle();
        Assert.Equal(["delete p_00000077_20300101_000000"], _site.Calls.Where(c => c.StartsWith("delete", StringComparison.Ordinal)));
        Assert.Empty(_site.Status().Unknown);
        Assert.Equal(1, _site.Status().Up);
    }

    [Fact]
    public void The_history_of_tickets_and_resources_is_cleared_by_age_and_what_lives_stays()
    {
        _site.Pool("p", s => s with { Max = 3, MaxPrealloc = 2 });
        _site.Settle();
        var request = new TicketRequest { Tag = ["a"] };
        var old = _site.Tickets.Open(request, "again");
        var failed = _site.Ticket();
        _site.Tickets.Close(old.Id);
        _site.System.Resources.Remove(failed.ResourceName!, force: true);
        _site.Settle();
        _site.Clock.Advance(TimeSpan.FromDays(100));
        var held = _site.Ticket();
        var young = _site.Ticket();
        _site.Tickets.Close(young.Id);
        _site.Settle();

        var before = _site.System.History.Before(TimeSpan.FromDays(90));
        var all = _site.System.History.Count(before);
        Assert.Equal(all, _site.System.History.Clear(before));
        Assert.Equal(0, _site.System.History.Count(before));
        Assert.Equal([held.Id, young.Id], _site.Tickets.Query(new TicketFilter()).Select(t => t.Id));
        Assert.DoesNotContain(_site.System.Resources.Query(new ResourceFilter { Ended = true }), r => r.Id <= 2);
        Assert.Contains(_site.System.Resources.Query(new ResourceFilter { Ended = true }), r => r.Id == young.ResourceId);
        Assert.Throws<TicketNotFoundException>(() => _site.Tickets.Get(old.Id));
        Assert.Empty(Directory.GetFiles(_site.Path("hooks"), "000001_*"));
        Assert.NotEmpty(Directory.GetFiles(_site.Path("hooks"), $"{young.ResourceId:000000}_*"));

        // The id of a request whose ticket is forgotten is free again.
        Assert.NotEqual(old.Id, _site.Tickets.Open(request, "again").Id);
    }

    [Fact]
    public void Names_of_pools_are_shared_by_both_kinds()
    {
        _site.Pool("P");
        Assert.Throws<PoolExistsException>(() => _site.System.Pools.Create("p", new() { From = 1, To = 2 }));
        _site.System.Pools.Create("vlan", new() { From = 1, To = 2 });
        Assert.Throws<PoolExistsException>(() => _site.Pool("VLAN"));
    }
}

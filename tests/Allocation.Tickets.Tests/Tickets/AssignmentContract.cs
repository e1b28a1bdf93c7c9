using Allocation.Core.Errors;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Tickets;

/// <summary>Which ticket gets which resource.</summary>
public abstract class AssignmentContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace());

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_priorities_of_the_tags_asked_for_add_up_and_the_lowest_id_breaks_a_tie()
    {
        _site.Pool("low", s => s with { Tags = [new("a", 1), new("b", 5), new("c", 100)], MaxPrealloc = 2 });
        _site.Pool("high", s => s with { Tags = [new("a", 4), new("b", 3)], MaxPrealloc = 2 });
        _site.Settle();
        var ticket = _site.Ticket("a", "b");
        Assert.Equal("high", ticket.Pool);
        Assert.Equal(_site.Resources("high").Min(r => r.Id), ticket.ResourceId);
        Assert.Equal("low", _site.Ticket("b").Pool);
    }

    [Fact]
    public void A_resource_carries_at_least_the_tags_asked_for()
    {
        _site.Pool("one", s => s with { Tags = [new("a")] });
        _site.Pool("two", s => s with { Tags = [new("a"), new("b")], Max = 1 });
        _site.Settle();
        Assert.Equal("two", _site.Ticket("b", "a").Pool);
        Assert.False(_site.Ticket("b").Ready);
        Assert.Equal("one", _site.Ticket("a").Pool);
    }

    [Fact]
    public void First_come_first_served_and_a_closed_one_leaves_the_queue()
    {
        _site.Pool("p", s => s with { Max = 1 });
        var tickets = Enumerable.Range(0, 4).Select(_ => _site.Ticket()).ToList();
        Assert.Equal([1L, 2L, 3L, 4L], tickets.Select(t => _site.Tickets.Get(t.Id).QueuePosition!.Value));
        _site.Tickets.Close(tickets[1].Id);
        Assert.Equal(2, _site.Tickets.Get(tickets[2].Id).QueuePosition);
        _site.Settle();
        Assert.True(_site.Tickets.Get(tickets[0].Id).Ready);
        Assert.Equal("the pool is full", _site.Tickets.Get(tickets[2].Id).Waiting);
        _site.Tickets.Close(tickets[0].Id);
        Assert.Equal("the pool is full, and one of its resources is still being deleted", _site.Tickets.Get(tickets[2].Id).Waiting);
        _site.Settle();
        Assert.True(_site.Tickets.Get(tickets[2].Id).Ready);
        Assert.False(_site.Tickets.Get(tickets[3].Id).Ready);
    }

    [Fact]
    public void A_ticket_that_cannot_be_served_does_not_hold_up_later_ones()
    {
        _site.Pool("none", s => s with { Tags = [new("b")], Max = 0 });
        _site.Pool();
        _site.Ticket("b");
        var later = _site.Ticket("a");
        _site.Settle();
        Assert.True(_site.Tickets.Get(later.Id).Ready);
    }

    [Fact]
    public void Tickets_with_a_tag_on_demand_go_first()
    {
        _site.Pool("p", s => s with { Tags = [new("a")], TagsOnDemand = [new("x")], Max = 1 });
        var first = _site.Ticket("a");
        var urgent = _site.Ticket("a", "x");
        _site.Settle();
        Assert.False(_site.Tickets.Get(first.Id).Ready);
        Assert.True(_site.Tickets.Get(urgent.Id).Ready);
    }

    [Fact]
    public void A_used_resource_is_given_again_only_in_its_sandbox_and_there_first()
    {
        _site.Pool("p", s => s with { Tags = [new("a")], ReuseOpportunityTime = TimeSpan.FromSeconds(60), MaxPrealloc = 1 });
        _site.Settle();
        var first = _site.InSandbox("red");
        _site.Settle();
        _site.Tickets.Close(first.Id);
        Assert.NotEqual(first.ResourceId, _site.InSandbox("blue").ResourceId);
        Assert.False(_site.InSandbox(null).Ready);
        Assert.Equal(first.ResourceId, _site.InSandbox("red").ResourceId);
    }

    [Fact]
    public void A_freed_resource_goes_to_its_waiting_ticket_in_the_same_transaction()
    {
        _site.Pool("p", s => s with { Max = 1, ReuseOpportunityTime = TimeSpan.FromSeconds(60) });
        _site.Settle();
        var first = _site.InSandbox("red");
        var other = _site.InSandbox("blue");
        var second = _site.InSandbox("red");
        _site.Tickets.Close(first.Id);
        Assert.True(_site.Tickets.Get(second.Id).Ready);
        Assert.Equal(first.ResourceId, _site.Tickets.Get(second.Id).ResourceId);
        Assert.False(_site.Tickets.Get(other.Id).Ready);
    }

    [Fact]
    public void The_same_request_again_gives_the_same_ticket_and_another_one_is_a_conflict()
    {
        _site.Pool();
        _site.Settle();
        var request = new TicketRequest { Tag = ["a"] };
        var first = _site.Tickets.Open(request, "r1");
        Assert.Equal(first.Id, _site.Tickets.Open(request, "r1").Id);
        Assert.Throws<RequestConflictException>(() => _site.Tickets.Open(request with { Sandbox = "red" }, "r1"));
        Assert.Single(_site.Tickets.Query(new TicketFilter()));
    }

    [Fact]
    public void Tags_are_compared_exactly_and_may_be_of_any_script()
    {
        _site.Pool("p", s => s with { Tags = [new("jabłko 🍎"), new("\"'$(reboot);")] });
        _site.Settle();
        Assert.Throws<InvalidTicketException>(() => _site.Ticket("Jabłko 🍎"));
        Assert.Throws<InvalidTicketException>(() => _site.Ticket("a\nb"));
        Assert.Throws<InvalidTicketException>(() => _site.Ticket(""));
        Assert.True(_site.Ticket("jabłko 🍎", "\"'$(reboot);").Ready);
    }

    [Fact]
    public void A_ticket_expires_and_says_so()
    {
        _site.Pool();
        _site.Settle();
        var ticket = _site.Tickets.Open(new TicketRequest { Tag = ["a"], Lifetime = TimeSpan.FromMinutes(1) });
        _site.Clock.Seconds(59);
        _site.Pass();
        Assert.Equal(TicketState.Open, _site.Tickets.Get(ticket.Id).State);
        _site.Clock.Seconds(1);
        _site.Settle();
        Assert.Equal(TicketState.Closed, _site.Tickets.Get(ticket.Id).State);
        Assert.Equal("it expired", _site.Tickets.Get(ticket.Id).Failure);
        Assert.Equal(ResourceState.Ended, _site.System.Resources.Get("1").State);
    }

    [Fact]
    public void A_ticket_says_who_when_and_why()
    {
        _site.Pool();
        var ticket = _site.Tickets.Open(new TicketRequest { Tag = ["a"], Reason = "nightly" });
        Assert.Equal((Environment.UserName, Environment.MachineName, Environment.ProcessId, "nightly", _site.Clock.Time),
            (ticket.User, ticket.Host, ticket.ProcessId, ticket.Reason, ticket.CreatedAt));
    }
}

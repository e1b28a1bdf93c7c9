using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Tickets;

public abstract class FirstTicketContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace());

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_resource_is_made_given_and_deleted()
    {
        _site.Pool();
        _site.Pass();
        var resource = Assert.Single(_site.Resources());
        Assert.Equal(ResourceState.Up, resource.State);
        Assert.Equal("p_00000001_20300102_030405", resource.Name);
        Assert.Equal(0, resource.IdInPool);

        var ticket = _site.Ticket();
        Assert.True(ticket.Ready);
        Assert.Equal("data of 1\n", ticket.Data);
        Assert.Equal(resource.Name, ticket.ResourceName);
        var held = Assert.Single(_site.System.Ledger.Query(new AllocationQuery { Pool = "p", State = AllocationState.Active }));
        Assert.Equal(resource.Name, held.ResourceId);
        Assert.Equal(LeaseKind.Ticket, held.LeaseKind);

        _site.Tickets.Close(ticket.Id);
        Assert.Equal(ResourceState.DeleteRequest, Assert.Single(_site.Resources()).State);
        Assert.Empty(_site.System.Ledger.Query(new AllocationQuery { Pool = "p", State = AllocationState.Active }));
        _site.Settle();
        Assert.Contains("delete " + resource.Name, _site.Calls);
        Assert.Equal(ResourceState.Ended, _site.System.Resources.Get("1").State);
    }

    [Fact]
    public void A_waiting_ticket_gets_its_resource_without_a_manager_beside()
    {
        using var site = new Site(new TPlace(), realClock: true);
        site.Pool();
        var ticket = site.Ticket();
        Assert.False(ticket.Ready);
        var ready = site.Tickets.Wait(ticket.Id, HangLimit.Time);
        Assert.True(ready.Ready);
        Assert.Equal("data of 1\n", ready.Data);
    }

    [Fact]
    [Weakness(10)]
    public void A_wait_ends_when_its_ticket_is_closed_or_unknown_or_time_is_over()
    {
        _site.Pool("p", s => s with { Max = 0 });
        var ticket = _site.Ticket();
        Assert.Throws<WaitTimeoutException>(() => _site.Tickets.Wait(ticket.Id, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(TicketState.Open, _site.Tickets.Get(ticket.Id).State);
        _site.Tickets.Close(ticket.Id);
        Assert.Throws<TicketClosedException>(() => _site.Tickets.Wait(ticket.Id));
        Assert.Throws<TicketNotFoundException>(() => _site.Tickets.Wait(4711));
        Assert.Equal(TicketState.Closed, _site.Tickets.Close(ticket.Id).State);
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Tickets;

namespace Allocation.Server.Tests;

public sealed class ManagingTests
{
    [Fact]
    public void A_server_that_manages_serves_tickets_by_itself()
    {
        using var server = new RunningServer(new ServerSettings { Manages = true });
        server.LetMachinesStart();
        var ticket = server.System.Tickets.Query(new TicketFilter { States = [TicketState.Open] }).Single();
        Until.True(() => server.System.Tickets.Get(ticket.Id).Ready, "the ticket has its machine");
    }

    [Fact]
    public void A_server_that_does_not_manage_starts_nothing()
    {
        using var server = new RunningServer();
        server.LetMachinesStart();
        var ticket = server.System.Tickets.Query(new TicketFilter { States = [TicketState.Open] }).Single();
        Assert.Throws<WaitTimeoutException>(() => server.System.Tickets.Wait(ticket.Id, TimeSpan.Zero));
    }
}

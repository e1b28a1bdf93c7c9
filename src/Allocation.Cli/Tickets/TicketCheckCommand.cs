using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Tickets;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket check</c></summary>
internal sealed class TicketCheckCommand : StoreCommand
{
    // resalloc's code for everything but a ticket that is open and has its resource.
    private const int NotReady = 1;

    private readonly Argument<long> _id = TicketIdArgument.One();

    /// <summary>Declares it.</summary>
    public TicketCheckCommand(string name)
        : base(name, "Writes the data of a ticket's resource. Ends with 0 if the ticket is open and has its resource, else with 1.") =>
            Add(_id);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        try
        {
            var ticket = run.System.Tickets.Get(run.Arguments.GetValue(_id), run.Cancellation);
            if (run.Json) run.Results.One(ticket, TicketColumns.All);
            else run.Results.External(ticket.Data ?? "");
            if (ticket.Ready) return ExitCodes.Ok;
            Tell(run, ticket);
        }
        catch (TicketNotFoundException e)
        {
            run.Errors.Write(e);
        }

        return NotReady;
    }

    private static void Tell(CommandRun run, ResourceTicket ticket)
    {
        var id = LedgerText.Of(ticket.Id);
        if (ticket.State == TicketState.Closed) run.Errors.Write(new TicketClosedException(ticket.Id));
        else if (ticket.State == TicketState.Failed)
            run.Errors.Write(new TicketFailedException(ticket.Id, ticket.Failure ?? "its resource is gone"));
        else run.Errors.Warn($"Ticket {id} waits: {ticket.Waiting}. 'ticket wait {id}' waits for its resource.");
    }
}

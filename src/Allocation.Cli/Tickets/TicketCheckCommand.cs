using System.CommandLine;
using Allocation.Core.Errors;
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
        : base(name, "Writes the data of a ticket's resource. Ends with 0 if the ticket is open and has its resource, else with 1.") => Add(_id);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        try
        {
            var ticket = run.System.Tickets.Get(run.Arguments.GetValue(_id), run.Cancellation);
            if (run.Json) run.Results.One(ticket, TicketColumns.All);
            else run.Results.Text(ticket.Data ?? "");
            if (ticket.Ready) return ExitCodes.Ok;
            Console.Error.WriteLine(ticket.State switch
            {
                TicketState.Closed => "The ticket is closed.",
                TicketState.Failed => $"The ticket failed: {ticket.Failure}.",
                _ => $"The ticket waits: {ticket.Waiting}.",
            });
        }
        catch (TicketNotFoundException e)
        {
            run.Errors.Write(e);
        }

        return NotReady;
    }
}

using System.CommandLine;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket wait</c></summary>
internal sealed class TicketWaitCommand : StoreCommand
{
    private readonly Argument<long> _id = TicketIdArgument.One();
    private readonly Option<TimeSpan?> _timeout = TimeOption.Seconds("--timeout", "For how many seconds at most (default: no limit).");

    /// <summary>Declares it.</summary>
    public TicketWaitCommand(string name)
        : base(name, "Waits until a ticket has its resource, and writes its data. Keeps the pools going meanwhile, if no manager does.")
    {
        Add(_id);
        Add(_timeout);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var ticket = run.System.Tickets.Wait(run.Arguments.GetValue(_id), run.Arguments.GetValue(_timeout), run.Cancellation);
        if (run.Json) run.Results.One(ticket, TicketColumns.All);
        else run.Results.External(ticket.Data ?? "");
        return ExitCodes.Ok;
    }
}

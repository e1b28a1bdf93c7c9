using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Ledger;
using Allocation.Core.Tickets;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket list</c></summary>
internal sealed class TicketListCommand : StoreCommand
{
    private readonly Option<TicketState?> _state = Choice.Of<TicketState>("--state", "Only this state (default: all but closed).");
    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Only those that ask for this tag; may be repeated.",
        HelpName = "TAG",
    };
    private readonly BareOptions<ResourceTicket> _bare;

    /// <summary>Declares it.</summary>
    public TicketListCommand()
        : base("list", "Lists tickets; waiting ones with their place in the queue and the reason.")
    {
        Add(_state);
        Add(_tags.Completed(StoreWords.Tags));
        _bare = BareOptions<ResourceTicket>.ById(this, t => LedgerText.Of(t.Id));
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var state = run.Arguments.GetValue(_state);
        var tickets =
            run.System.Tickets.Query(new TicketFilter { State = state, Tag = run.Arguments.GetValue(_tags) ?? [] }, run.Cancellation);
        using var results = _bare.List(run, TicketColumns.All);
        results.AddAll(tickets.Where(t => state is not null || t.State != TicketState.Closed));
        return ExitCodes.Ok;
    }
}

using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Ledger;
using Allocation.Core.Tickets;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket list</c></summary>
internal sealed class TicketListCommand : StoreCommand
{
    private readonly Option<TicketState[]> _states =
        Choice.Several<TicketState>("--state", "Only this state; may be repeated (default: all but closed).");
    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Only those that ask for this tag; may be repeated.",
        HelpName = "TAG",
    };
    private readonly Option<string?> _owner = new("--owner")
    {
        Description = "Only those of this owner (* ? [a-c] match several; a backtick before one of these makes it literal).",
        HelpName = "NAME",
    };
    private readonly BareOptions<ResourceTicket> _bare;

    /// <summary>Declares it.</summary>
    public TicketListCommand()
        : base("list", "Lists tickets; waiting ones with their place in the queue and the reason.")
    {
        Add(_states);
        Add(_tags.Completed(StoreWords.Tags));
        Add(_owner.Completed(StoreWords.Owners));
        _bare = BareOptions<ResourceTicket>.ById(this, t => LedgerText.Of(t.Id));
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var states = run.Arguments.GetValue(_states) ?? [];
        var filter = new TicketFilter
        {
            States = states,
            Tag = run.Arguments.GetValue(_tags) ?? [],
            Owner = run.Arguments.GetValue(_owner),
        };
        var tickets = run.System.Tickets.Query(filter, run.Cancellation);
        using var results = _bare.List(run, TicketColumns.All);
        results.AddAll(tickets.Where(t => states.Length > 0 || t.State != TicketState.Closed));
        return ExitCodes.Ok;
    }
}

using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;

namespace Allocation.Cli.Tickets;

/// <summary>What <c>ticket new</c>, and <c>ticket</c> alone, accepts.</summary>
internal sealed class TicketOptions
{
    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A tag that the resource must have; may be repeated.",
        HelpName = "TAG",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string?> _sandbox = new("--sandbox")
    {
        Description = "Prefer a resource that was used in the same sandbox.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait until the ticket has its resource, and write its data after the id. Ctrl+C closes the ticket.",
    };
    private readonly Option<TimeSpan?> _timeout = TimeOption.Seconds("--timeout", "With --wait: for how many seconds at most.");
    private readonly Option<string?> _onTimeout =
        Choice.Of("--on-timeout", "What is done with the ticket when the time is over (default: keep).", ["Keep", "Close"]);
    private readonly Option<DateTimeOffset?> _start =
        TimeOption.At("--start-date", "When its time begins, as the ledger shows it (default: now).");
    private readonly Option<DateTimeOffset?> _end = TimeOption.At("--end-date", "When the ticket is closed by itself (default: never).");
    private readonly Option<TimeSpan?> _lifetime = TimeOption.Long("--lifetime", "How long after its start the ticket is closed by itself");
    private readonly Option<string?> _requestId = new("--request-id")
    {
        Description = "Your id of this request: the same request again returns the same ticket.",
        HelpName = "ID",
    };
    private readonly Option<string?> _reason = new("--reason", "--description") { Description = "What for.", HelpName = "TEXT" };
    private readonly Option<string?> _owner = new("--owner")
    {
        Description = "Whose it is: a person, a team, a customer.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _unsatisfiable = new("--allow-unsatisfiable")
    {
        Description = "Open it even if no pool has all the tags.",
    };

    /// <summary>Puts the options on a command.</summary>
    public TicketOptions(Command command)
    {
        _tags.Completed(StoreWords.Tags).Required = false;
        _sandbox.Completed(StoreWords.Sandboxes);
        foreach (var option in new Option[] { _tags, _sandbox, _wait, _timeout, _onTimeout, _start, _end, _lifetime, _requestId,
            _reason, _owner.Completed(StoreWords.Owners), _unsatisfiable })
        {
            command.Add(option);
        }
        command.Validators.Add(result =>
        {
            if (result.GetResult(_tags) is null && result.Children.All(c => c is not System.CommandLine.Parsing.CommandResult))
                result.AddError("A ticket needs at least one --tag.");
            if (result.GetValue(ChangeCommand.DryRun) && result.GetValue(_wait))
                result.AddError("--dry-run opens no ticket that --wait could wait for.");
        });
    }

    /// <summary>Opens the ticket; with <c>--wait</c>, waits for it.</summary>
    public int Open(CommandRun run)
    {
        var parse = run.Arguments;
        var request = new TicketRequest
        {
            Tag = parse.GetValue(_tags) ?? [],
            Sandbox = parse.GetValue(_sandbox),
            StartDate = parse.GetValue(_start),
            EndDate = parse.GetValue(_end),
            Lifetime = parse.GetValue(_lifetime),
            Reason = parse.GetValue(_reason),
            Owner = parse.GetValue(_owner),
            AllowUnsatisfiable = parse.GetValue(_unsatisfiable),
        };
        var tickets = run.System.Tickets;
        var ticket = tickets.Open(request, parse.GetValue(_requestId), run.Cancellation);
        if (!run.Json) run.Results.Line(Core.Ledger.LedgerText.Of(ticket.Id));
        run.Results.Flush();
        if (parse.GetValue(_wait)) ticket = Wait(run, ticket);
        if (run.Json) run.Results.One(ticket, TicketColumns.All);
        else if (parse.GetValue(_wait)) run.Results.External(ticket.Data ?? "");
        return ExitCodes.Ok;
    }

    private ResourceTicket Wait(CommandRun run, ResourceTicket ticket)
    {
        var tickets = run.System.Tickets;
        try
        {
            return tickets.Wait(ticket.Id, run.Arguments.GetValue(_timeout), run.Cancellation);
        }
        catch (OperationCanceledException)
        {
            tickets.Close(ticket.Id, CancellationToken.None);
            throw;
        }
        catch (WaitTimeoutException late) when (run.Arguments.GetValue(_onTimeout) == "Close")
        {
            tickets.Close(ticket.Id, CancellationToken.None);
            throw late.Closed();
        }
    }
}

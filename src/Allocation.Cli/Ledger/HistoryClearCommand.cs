using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Ledger;

/// <summary><c>history clear</c></summary>
internal sealed class HistoryClearCommand : ChangeCommand
{
    private readonly Option<TimeSpan?> _olderThan = TimeOption.Long("--older-than", "How long ago something must have ended");
    private readonly ConfirmationOption _yes = ConfirmationOption.Always();

    /// <summary>Declares it.</summary>
    public HistoryClearCommand()
        : base("clear",
            "Removes allocations, tickets and resources that ended long ago from the history, and old events; what still holds or " +
            "exists is kept. If it is interrupted, run it again.")
    {
        _olderThan.Required = true;
        Add(_olderThan);
        Add(_yes);
        Validators.Add(result =>
        {
            if (result.ValueOrDefault(_olderThan) < TimeSpan.Zero)
                result.AddError("--older-than must be zero or more, such as 90.00:00:00.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var history = run.Stored.History;
        var before = history.Before(run.Arguments.GetValue(_olderThan)!.Value);
        var all = history.Count(before, run.Cancellation);
        var declined = all == 0 ? ExitCodes.Ok : _yes.Ask(run, $"Remove {all} records of before {before:u} from the history");
        if (declined != ExitCodes.Ok) return declined;

        var removed = run.IsDryRun ? all : history.Clear(before, cancellation: run.Cancellation);
        run.Results.One(new HistoryCleared(removed), [Column<HistoryCleared>.Number("Removed", r => r.Removed)]);
        return ExitCodes.Ok;
    }
}

using System.CommandLine;
using Allocation.Cli.Output;

namespace Allocation.Cli.Ledger;

/// <summary><c>history clear</c></summary>
internal sealed class HistoryClearCommand : StoreCommand
{
    private readonly Option<TimeSpan?> _olderThan = TimeOption.Long("--older-than", "How long ago something must have ended");

    /// <summary>Declares it.</summary>
    public HistoryClearCommand()
        : base("clear", "Forgets allocations, tickets and resources that were over long ago; what still holds or exists stays. Interrupted, run it again to go on.")
    {
        _olderThan.Required = true;
        Add(_olderThan);
        Validators.Add(result =>
        {
            if (result.ValueOrDefault(_olderThan) < TimeSpan.Zero) result.AddError("--older-than is not negative.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var history = run.System.History;
        var removed = history.Clear(history.Before(run.Arguments.GetValue(_olderThan)!.Value), cancellation: run.Cancellation);
        run.Results.One(new HistoryCleared(removed), [Column<HistoryCleared>.Number("Removed", r => r.Removed)]);
        return ExitCodes.Ok;
    }

    private sealed record HistoryCleared(long Removed);
}

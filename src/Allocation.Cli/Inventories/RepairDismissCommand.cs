using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Leaks;

namespace Allocation.Cli.Inventories;

/// <summary><c>repair dismiss</c></summary>
internal sealed class RepairDismissCommand : StoreCommand
{
    private readonly Argument<string[]> _ids = new("id")
    {
        Description = "The ids of leaks, from 'repair list'.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Declares it.</summary>
    public RepairDismissCommand()
        : base("dismiss", "Closes cases without changing anything in an inventory; what would be found again is remembered.") => Add(_ids);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var leaks = run.System.Leaks.Find(run.Cancellation).Concat(run.System.Leaks.Dismissed(run.Cancellation)).ToList();
        using var results = run.Results.List(InventoryColumns.Outcomes);
        var named = new List<AllocationLeak>();
        var unknown = run.ForEach(run.Arguments.GetRequiredValue(_ids), id => named.Add(LeakFinder.Select(leaks, id)));
        var left = run.ForEach(ChosenLeaks.OneOfEachCall(named), leak =>
        {
            var outcome = run.System.Repairs.Dismiss(leak, run.Cancellation);
            results.Add(outcome);
            if (!outcome.Mended) throw new LeakNotMendedException(leak.Id, outcome.Action);
        });
        return unknown == ExitCodes.Ok ? left : unknown;
    }
}

using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Leaks;

namespace Allocation.Cli.Inventories;

/// <summary><c>repair mend</c></summary>
internal sealed class RepairMendCommand : StoreCommand
{
    private readonly Argument<string[]> _ids = new("id")
    {
        Description = "The ids of leaks, from 'repair list'.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description =
            "Frees one of several candidates for one call. At most one was taken by the call; other users of the inventory hold the rest.",
    };

    /// <summary>Declares it.</summary>
    public RepairMendCommand()
        : base("mend", "Repairs the leaks that are named: a person must decide on these.")
    {
        Add(_ids);
        Add(_force);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var leaks = run.System.Leaks.Find(run.Cancellation).Concat(run.System.Leaks.Dismissed(run.Cancellation)).ToList();
        using var results = run.Results.List(InventoryColumns.Outcomes);
        var isForced = run.Arguments.GetValue(_force);
        var ids = run.Arguments.GetRequiredValue(_ids);
        var refused = ChosenLeaks.Check([.. leaks.Where(l => ids.Contains(l.Id))], isForced).Where(c => c.Refusal is not null)
            .ToDictionary(c => c.Leak.Id, c => c.Refusal!);
        return run.ForEach(ids, id =>
        {
            var leak = LeakFinder.Select(leaks, id);
            var outcome = refused.GetValueOrDefault(id) ?? run.System.Repairs.Mend(leak, run.Cancellation, isForced);
            results.Add(outcome);
            if (!outcome.Mended) throw new LeakNotMendedException(id, outcome.Action);
        });
    }
}

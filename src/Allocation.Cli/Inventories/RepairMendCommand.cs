using System.CommandLine;
using Allocation.Core.Errors;

namespace Allocation.Cli.Inventories;

/// <summary><c>repair mend</c></summary>
internal sealed class RepairMendCommand : StoreCommand
{
    private readonly Argument<string[]> _ids = new("id") { Description = "The ids of leaks, from 'repair list'.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Declares it.</summary>
    public RepairMendCommand()
        : base("mend", "Mends the leaks that are named: that is for a person to decide.") => Add(_ids);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var leaks = run.System.Leaks.Find(run.Cancellation).ToList();
        using var results = run.Results.List(InventoryColumns.Outcomes);
        return run.ForEach(run.Arguments.GetRequiredValue(_ids), id =>
        {
            var leak = leaks.Find(l => l.Id == id) ?? throw new AllocationNotFoundException(id);
            results.Add(run.System.Repairs.Mend(leak, run.Cancellation));
        });
    }
}

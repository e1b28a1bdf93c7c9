using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Leaks;

namespace Allocation.Cli.Inventories;

/// <summary><c>repair dismiss</c></summary>
internal sealed class RepairDismissCommand : StoreCommand
{
    private readonly Argument<string[]> _ids = new("id") { Description = "The ids of leaks, from 'repair list'.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Declares it.</summary>
    public RepairDismissCommand()
        : base("dismiss", "Closes the cases of calls whose end is not known, without freeing anything: they took none of the numbers.") => Add(_ids);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var leaks = run.System.Leaks.Find(run.Cancellation).ToList();
        using var results = run.Results.List(InventoryColumns.Outcomes);
        var named = run.Arguments.GetRequiredValue(_ids).Select(id => leaks.Find(l => l.Id == id) ?? throw new AllocationNotFoundException(id)).ToList();
        return run.ForEach(ChosenLeaks.OneOfEachCall(named), leak => results.Add(run.System.Repairs.Dismiss(leak, run.Cancellation)));
    }
}

using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Leaks;

namespace Allocation.Cli.Inventories;

/// <summary><c>repair list</c></summary>
internal sealed class RepairListCommand : StoreCommand
{
    private readonly Option<bool> _dismissed = new("--dismissed")
    {
        Description = "Lists what was dismissed and is remembered, instead of what is open.",
    };
    private readonly BareOptions<AllocationLeak> _bare;

    /// <summary>Declares it.</summary>
    public RepairListCommand()
        : base("list", "Lists the differences that a crash left between the ledger and the inventories. Changes nothing.")
    {
        Add(_dismissed);
        _bare = BareOptions<AllocationLeak>.ById(this, l => l.Id);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = _bare.List(run, InventoryColumns.Leaks);
        results.AddAll(run.Arguments.GetValue(_dismissed)
            ? run.System.Leaks.Dismissed(run.Cancellation)
            : run.System.Leaks.Find(run.Cancellation));
        return ExitCodes.Ok;
    }
}

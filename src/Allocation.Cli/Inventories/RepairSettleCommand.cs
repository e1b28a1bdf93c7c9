using Allocation.Cli.Output;
using Allocation.Core.Leaks;

namespace Allocation.Cli.Inventories;

/// <summary><c>repair settle</c></summary>
internal sealed class RepairSettleCommand : StoreCommand
{
    private readonly BareOptions<AllocationLeak> _bare;

    /// <summary>Declares it.</summary>
    public RepairSettleCommand()
        : base("settle", "Settles what is certain, tries stuck removals again, and lists what a person must decide.") =>
            _bare = BareOptions<AllocationLeak>.ById(this, l => l.Id);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        run.System.Repairs.Settle(cancellation: run.Cancellation);
        using var results = _bare.List(run, InventoryColumns.Leaks);
        results.AddAll(run.System.Leaks.Find(run.Cancellation));
        return ExitCodes.Ok;
    }
}

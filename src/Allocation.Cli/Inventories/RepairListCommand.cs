namespace Allocation.Cli.Inventories;

/// <summary><c>repair list</c></summary>
internal sealed class RepairListCommand : StoreCommand
{
    /// <summary>Declares it.</summary>
    public RepairListCommand()
        : base("list", "Finds what a crash left between the ledger and the inventories. Changes nothing.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = run.Results.List(InventoryColumns.Leaks);
        results.AddAll(run.System.Leaks.Find(run.Cancellation));
        return ExitCodes.Ok;
    }
}

namespace Allocation.Cli.Inventories;

/// <summary><c>repair settle</c></summary>
internal sealed class RepairSettleCommand : StoreCommand
{
    /// <summary>Declares it.</summary>
    public RepairSettleCommand()
        : base("settle", "Settles what is certain, tries stuck removals again, and lists what is left for a person to decide.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        run.System.Repairs.Settle(cancellation: run.Cancellation);
        using var results = run.Results.List(InventoryColumns.Leaks);
        results.AddAll(run.System.Leaks.Find(run.Cancellation));
        return ExitCodes.Ok;
    }
}

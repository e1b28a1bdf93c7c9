using System.CommandLine;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Cli.Inventories;

/// <summary><c>inventory register</c></summary>
internal sealed class InventoryRegisterCommand : StoreCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name; services name it as the pool 'inventory:NAME'." };
    private readonly Option<InventoryKind?> _kind =
        Choice.Of<InventoryKind>("--kind", "How its numbers are found and freed (default: ByValue; Tagged for a table or HTTP).");
    private readonly InventorySource _source;

    /// <summary>Declares it.</summary>
    public InventoryRegisterCommand()
        : base("register",
            "Registers a pool file, a program, a table or an HTTP interface as an inventory. Nothing of it is opened or run yet.")
    {
        Add(_name);
        Add(_kind);
        _source = new InventorySource(this);
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.RegisterInventory;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var settings = _source.Read(run.Arguments);
        var kind = run.Arguments.GetValue(_kind) ?? settings.UsualKind;
        run.Results.One(run.System.Inventories.Register(run.Arguments.GetRequiredValue(_name), kind, settings, run.Cancellation),
            InventoryColumns.All);
        return ExitCodes.Ok;
    }
}

using System.CommandLine;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Cli.Inventories;

/// <summary><c>inventory register</c></summary>
internal sealed class InventoryRegisterCommand : ChangeCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name; services name it as the pool 'inventory:NAME'." };
    private readonly Option<InventoryKind?> _kind =
        Choice.Of("--kind", "How its numbers are found and freed (default: ByValue; Tagged for a table or HTTP).", InventoryRules.Kinds);
    private readonly Option<bool> _replace = new("--replace")
    {
        Description = "Replaces the registration of the same name and kind; what is held stays held.",
    };
    private readonly InventorySource _source;

    /// <summary>Declares it.</summary>
    public InventoryRegisterCommand()
        : base("register",
            "Registers a pool file, a program, a table or an HTTP interface as an inventory. Nothing of it is opened or run yet.")
    {
        Add(_name);
        Add(_kind);
        Add(_replace);
        _source = new InventorySource(this);
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.RegisterInventory;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var settings = _source.Read(run.Arguments);
        var kind = run.Arguments.GetValue(_kind) ?? settings.UsualKind;
        var (name, inventories) = (run.Arguments.GetRequiredValue(_name), run.System.Inventories);
        var registered = run.Arguments.GetValue(_replace)
            ? inventories.Replace(name, kind, settings, run.Cancellation)
            : inventories.Register(name, kind, settings, run.Cancellation);
        run.Results.One(registered, InventoryColumns.All);
        return ExitCodes.Ok;
    }
}

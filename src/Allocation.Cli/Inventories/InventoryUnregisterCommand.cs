using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Inventories;

/// <summary><c>inventory unregister</c></summary>
internal sealed class InventoryUnregisterCommand : ChangeCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore().Completed(StoreWords.Inventories);
    private readonly ConfirmationOption _yes = ConfirmationOption.OfRemoval();

    /// <summary>Declares it.</summary>
    public InventoryUnregisterCommand()
        : base("unregister", "Removes registrations of inventories of which the ledger holds nothing, and shows what they were.")
    {
        Add(_names);
        Add(_yes);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var names = run.Arguments.GetRequiredValue(_names);
        using var results = run.Results.List(InventoryColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => run.System.Inventories.Find(name, run.Cancellation),
            inventory =>
            {
                run.System.Inventories.Unregister(inventory.Name, run.Cancellation);
                results.Add(inventory);
            },
            (name, found) => _yes.AskToRemove(run, name, found.Select(i => i.Name), "inventories"));
    }
}

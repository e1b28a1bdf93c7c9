using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;

namespace Allocation.Cli.Inventories;

/// <summary><c>inventory list</c></summary>
internal sealed class InventoryListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore().Completed(StoreWords.Inventories);
    private readonly BareOptions<AllocationInventory> _bare;

    /// <summary>Declares it.</summary>
    public InventoryListCommand()
        : base("list", "Lists registered inventories, without their secrets.")
    {
        Add(_names);
        _bare = BareOptions<AllocationInventory>.ByName(this, i => i.Name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = _bare.List(run, InventoryColumns.All);
        return run.ForEach(
            run.Arguments.GetRequiredValue(_names),
            name => results.AddAll(run.System.Inventories.Find(new NamePattern(name), run.Cancellation)));
    }
}

using System.CommandLine;
using Allocation.Core.Pools;

namespace Allocation.Cli.Inventories;

/// <summary><c>inventory list</c></summary>
internal sealed class InventoryListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore();

    /// <summary>Declares it.</summary>
    public InventoryListCommand()
        : base("list", "Lists registered inventories, without their secrets.") => Add(_names);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = run.Results.List(InventoryColumns.All);
        return run.ForEach(
            run.Arguments.GetRequiredValue(_names),
            name => results.AddAll(run.System.Inventories.Find(new NamePattern(name), run.Cancellation)));
    }
}

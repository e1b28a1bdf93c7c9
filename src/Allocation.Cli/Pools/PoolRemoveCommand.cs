using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary><c>pool remove</c></summary>
internal sealed class PoolRemoveCommand : ChangeCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore().Completed(StoreWords.Pools);
    private readonly ConfirmationOption _yes = ConfirmationOption.OfRemoval();

    /// <summary>Declares it.</summary>
    public PoolRemoveCommand()
        : base("remove",
            "Removes pools of which nothing is held, and shows what they were; a resource pool drains first. Their history is kept.")
    {
        Add(_names);
        Add(_yes);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var names = run.Arguments.GetRequiredValue(_names);
        var results = new PoolResults();
        var code = run.ForEachFound(
            names,
            name => PoolResults.Find(run, name),
            pool =>
            {
                if (pool is AllocationPool numbers) run.System.Pools.Remove(numbers.Name, run.Cancellation);
                else run.System.ResourcePools.Remove(PoolResults.NameOf(pool), run.Cancellation);
                results.Add(pool);
            },
            (name, found) => _yes.AskToRemove(run, name, found.Select(PoolResults.NameOf), "pools"));
        results.Write(run, NameArgument.MeansOne(names));
        return code;
    }
}

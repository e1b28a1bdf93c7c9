using System.CommandLine;

namespace Allocation.Cli.Pools;

/// <summary><c>pool remove</c></summary>
internal sealed class PoolRemoveCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore();

    /// <summary>Declares it.</summary>
    public PoolRemoveCommand()
        : base("remove", "Removes pools of which nothing is held, and shows them as they were. Their history stays.") => Add(_names);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var pools = run.System.Pools;
        var names = run.Arguments.GetRequiredValue(_names);
        using var results = run.Results.List(PoolColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => pools.Find(name, run.Cancellation),
            pool =>
            {
                pools.Remove(pool.Name, run.Cancellation);
                results.Add(pool);
            });
    }
}

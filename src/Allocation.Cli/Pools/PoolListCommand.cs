using System.CommandLine;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary><c>pool list</c></summary>
internal sealed class PoolListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore();

    /// <summary>Declares it.</summary>
    public PoolListCommand()
        : base("list", "Lists pools and how full they are.") => Add(_names);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var pools = run.System.Pools;
        using var results = run.Results.List(PoolColumns.All);
        return run.ForEach(run.Arguments.GetRequiredValue(_names), name => results.AddAll(pools.Find(new NamePattern(name), run.Cancellation)));
    }
}

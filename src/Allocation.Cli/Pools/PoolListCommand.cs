using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary><c>pool list</c></summary>
internal sealed class PoolListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore().Completed(StoreWords.Pools);
    private readonly BareOptions<object> _bare;

    /// <summary>Declares it.</summary>
    public PoolListCommand()
        : base("list", "Lists pools of both kinds and how full they are.")
    {
        Add(_names);
        _bare = BareOptions<object>.ByName(this, PoolResults.NameOf);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var results = new PoolResults();
        var code = run.ForEach(run.Arguments.GetRequiredValue(_names), name =>
        {
            foreach (var pool in PoolResults.Find(run, new NamePattern(name))) results.Add(pool);
        });
        results.Write(run, single: false, _bare);
        return code;
    }
}

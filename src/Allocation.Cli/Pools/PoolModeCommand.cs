using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Pools;

/// <summary><c>pool pause</c> and <c>pool drain</c></summary>
internal sealed class PoolModeCommand : ChangeCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore().Completed(StoreWords.ResourcePools);
    private readonly Option<bool> _off = new("--off") { Description = "End it." };
    private readonly bool _drains;

    private PoolModeCommand(string name, string description, bool drains)
        : base(name, description)
    {
        _drains = drains;
        Add(_names);
        Add(_off);
    }

    /// <summary>Holds back new starts.</summary>
    public static PoolModeCommand Pause() =>
        new("pause", "Stops new starts of resource pools; ready resources are still assigned.", drains: false);

    /// <summary>Empties pools.</summary>
    public static PoolModeCommand Drain() =>
        new("drain", "Empties resource pools: nothing is started or assigned, and what is held is deleted once its ticket is closed.",
        drains: true);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var pools = run.System.ResourcePools;
        bool? on = !run.Arguments.GetValue(_off);
        var names = run.Arguments.GetRequiredValue(_names);
        using var results = run.Results.List(ResourcePoolColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => pools.Find(name, run.Cancellation),
            pool =>
                results.Add(pools.Change(pool.Name, s => s, paused: _drains ? null : on, draining: _drains ? on : null, run.Cancellation)));
    }
}

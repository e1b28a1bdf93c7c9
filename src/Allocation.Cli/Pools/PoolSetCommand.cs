using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Pools;

/// <summary><c>pool set</c></summary>
internal sealed class PoolSetCommand : ChangeCommand
{
    private readonly Argument<string> _name = new Argument<string>("name") { Description = "The pool." }
        .Completed(StoreWords.NumberPools);
    private readonly PoolSettings _settings;

    /// <summary>Declares it.</summary>
    public PoolSetCommand()
        : base("set", "Changes a pool. Options that are left out change nothing.")
    {
        Add(_name);
        _settings = new PoolSettings(this, isNew: false);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var name = run.Arguments.GetRequiredValue(_name);
        var settings = _settings.Read(run.Arguments, name);
        var pool = run.System.Pools.Change(name, settings, run.Cancellation);
        run.Results.One(pool, PoolColumns.All);
        return ExitCodes.Ok;
    }
}

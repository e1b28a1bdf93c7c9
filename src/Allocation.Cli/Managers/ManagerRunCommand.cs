using System.CommandLine;
using Allocation.Core.ResourcePools.Managing;

namespace Allocation.Cli.Managers;

/// <summary><c>manager run</c></summary>
internal sealed class ManagerRunCommand : StoreCommand
{
    private readonly Option<TimeSpan?> _grace = TimeOption.Seconds("--grace", "When told to stop: for how many seconds to wait for running hooks; 30 without. They go on by themselves afterwards.");
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Do not tell what begins and ends." };

    /// <summary>Declares it.</summary>
    public ManagerRunCommand()
        : base("run", "Keeps the resource pools filled until it is told to stop. Any number may run.")
    {
        Add(_grace);
        Add(_quiet);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        Action<ManagerEvent>? tell = run.Arguments.GetValue(_quiet) ? null : run.Tell;
        run.System.Manager.Run(tell, run.Arguments.GetValue(_grace) ?? PoolManager.DefaultGrace, run.Cancellation, away => run.Errors.Warn(away.Message));
        return ExitCodes.Ok;
    }
}

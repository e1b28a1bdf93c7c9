using System.CommandLine;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Stores.Yaml;

namespace Allocation.Cli.Managers;

/// <summary><c>manager run</c></summary>
internal sealed class ManagerRunCommand : StoreCommand
{
    private readonly Option<TimeSpan?> _grace = TimeOption.Seconds("--grace",
        "How many seconds to wait for running hooks when it is stopped (default: 30). They go on by themselves afterwards.");
    private readonly Option<string?> _pools = new("--pools")
    {
        Description =
            "A pools.yaml, imported at the start and whenever its content changes. One with mistakes changes nothing and is reported once.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Do not report hooks." };

    /// <summary>Declares it.</summary>
    public ManagerRunCommand()
        : base("run", "Keeps the resource pools filled until it is stopped. Any number of managers may run.")
    {
        Add(_grace);
        Add(_pools);
        Add(_quiet);
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => parse.GetValue(_pools) is null ? StoreAct.UseContents : StoreAct.ImportPools;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        Action<ManagerEvent>? tell = run.Arguments.GetValue(_quiet) ? null : run.Tell;
        var pools = run.Arguments.GetValue(_pools) is { } path
            ? new PoolsYamlWatch(run.System.ResourcePools, path, new PoolsYamlReader(), run.Errors.Warn, run.Errors.Tell)
            : null;
        run.System.Manager.Run(tell, run.Arguments.GetValue(_grace) ?? PoolManager.DefaultGrace, run.Cancellation,
            away => run.Errors.Warn(away.Message), pools);
        return ExitCodes.Ok;
    }
}

using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary>What does something to VLAN services that names and patterns find.</summary>
internal abstract class VlanSelectionCommand : ChangeCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore().Completed(StoreWords.VlanServices);

    /// <summary>Names the command.</summary>
    protected VlanSelectionCommand(string name, string description)
        : base(name, description) => Add(_names);

    /// <inheritdoc/>
    protected sealed override int Execute(CommandRun run)
    {
        var services = run.System.VlanServices;
        var names = run.Arguments.GetRequiredValue(_names);
        using var results = run.Results.List(VlanColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => services.Find(name, cancellation: run.Cancellation),
            service =>
            {
                var outcome = Act(run, service.Id);
                results.Add(outcome.Service);
                if (outcome.Failure is { } failure) throw failure;
            },
            (name, found) => MayAct(run, name, found));
    }

    /// <summary>Whether it may be done to all that a name found: 0, or the exit code.</summary>
    protected virtual int MayAct(CommandRun run, NamePattern names, IReadOnlyList<VlanService> found) => ExitCodes.Ok;

    /// <summary>Does it to one service.</summary>
    protected abstract VlanOutcome Act(CommandRun run, string id);
}

using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Results;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary>What does something to services of one definition.</summary>
internal abstract class ServiceSelectionCommand : ChangeCommand
{
    private readonly Argument<string> _definition = DefinitionArgument.Make();
    private readonly Argument<string[]> _names = NameArgument.OneOrMore().Completed(StoreWords.Services);
    private readonly Option<long?> _version = NumberOption.Of("--version-is",
        "The version that you expect; if it has changed since, nothing is done.");

    /// <summary>Names the command.</summary>
    protected ServiceSelectionCommand(string name, string description)
        : base(name, description)
    {
        Add(_definition);
        Add(_names);
        Add(_version);
    }

    /// <inheritdoc/>
    protected sealed override int Execute(CommandRun run)
    {
        var names = run.Arguments.GetRequiredValue(_names);
        var definition = run.System.Definitions.Get(run.Arguments.GetRequiredValue(_definition), names, run.Cancellation);
        var version = (int?)run.Arguments.GetValue(_version);
        using var results = run.Results.List(ServiceColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => run.System.Services.Select(new ServiceQuery { Definition = definition.Name }, name, run.Cancellation),
            instance =>
            {
                var outcome = Act(run, definition, instance.Id, version);
                results.Add(ServiceRow.Of(run.System, outcome.Instance));
                if (outcome.Failure is { } failure) throw failure;
            },
            (name, found) => MayAct(run, name, found));
    }

    /// <summary>Whether it may be done to all that a name found: 0, or the exit code.</summary>
    protected virtual int MayAct(CommandRun run, NamePattern names, IReadOnlyList<ServiceInstance> found) => ExitCodes.Ok;

    /// <summary>Does it to one service.</summary>
    protected abstract ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version);
}

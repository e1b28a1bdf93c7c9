using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service undo</c></summary>
internal sealed class ServiceUndoCommand() : ServiceSelectionCommand("undo", "Takes the last update of services back: a good one to the old values, a rejected one to nothing.")
{
    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        new(run.System.Services.Undo(definition, id, version, run.Cancellation), null);
}

using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service undo</c></summary>
internal sealed class ServiceUndoCommand() : ServiceSelectionCommand("undo",
    "Undoes the last update of services: after a successful one the old values come back, a rejected one is dropped.")
{
    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        new(run.System.Services.Undo(definition, id, version, run.Cancellation), null);
}

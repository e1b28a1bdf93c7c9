using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service confirm</c></summary>
internal sealed class ServiceConfirmCommand()
    : ServiceSelectionCommand("confirm",
    "Confirms services: makes the last update final, or takes the edge 'confirm' of a custom lifecycle.")
{
    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        new(run.System.Services.Confirm(definition, id, version, run.Cancellation), null);
}

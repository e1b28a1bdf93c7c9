using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service confirm</c></summary>
internal sealed class ServiceConfirmCommand() : ServiceSelectionCommand("confirm", "Confirms services: keeps the last update for good, or takes the edge 'confirm' of a lifecycle of your own.")
{
    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        new(run.System.Services.Confirm(definition, id, version, run.Cancellation), null);
}

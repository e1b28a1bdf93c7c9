using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service remove</c></summary>
internal sealed class ServiceRemoveCommand() : ServiceSelectionCommand("remove", "Removes services, gives back all that they hold, and shows what they had.")
{
    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        new(run.System.Services.Remove(definition, id, run.Cancellation, version), null);
}

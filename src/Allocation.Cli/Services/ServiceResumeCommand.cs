using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service resume</c></summary>
internal sealed class ServiceResumeCommand()
    : ServiceSelectionCommand("resume", "Tries again to get what rejected services lack; they keep what they have.")
{
    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        run.System.Services.Resume(definition, id, run.Cancellation, version);
}

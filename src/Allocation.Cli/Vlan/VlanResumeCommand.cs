using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan resume</c></summary>
internal sealed class VlanResumeCommand()
    : VlanSelectionCommand("resume", "Tries again to get the VLAN ids that rejected services lack; they keep what they have.")
{
    /// <inheritdoc/>
    protected override VlanOutcome Act(CommandRun run, string id) => run.System.VlanServices.Resume(id, run.Cancellation);
}

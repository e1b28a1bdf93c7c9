using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan remove</c></summary>
internal sealed class VlanRemoveCommand() : VlanSelectionCommand("remove", "Removes services, gives their VLAN ids back, and shows what they had.")
{
    /// <inheritdoc/>
    protected override VlanOutcome Act(VlanServices services, string id, CancellationToken cancellation) => new(services.Remove(id, cancellation), null);
}

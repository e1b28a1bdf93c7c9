using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan remove</c></summary>
internal sealed class VlanRemoveCommand : VlanSelectionCommand
{
    private readonly ConfirmationOption _yes = ConfirmationOption.OfRemoval();

    /// <summary>Declares it.</summary>
    public VlanRemoveCommand()
        : base("remove", "Removes services, gives their VLAN ids back, and shows what they had.") => Add(_yes);

    /// <inheritdoc/>
    protected override int MayAct(CommandRun run, NamePattern names, IReadOnlyList<VlanService> found) =>
        _yes.AskToRemove(run, names, found.Select(s => s.Name), "VLAN services");

    /// <inheritdoc/>
    protected override VlanOutcome Act(CommandRun run, string id) => new(run.System.VlanServices.Remove(id, run.Cancellation), null);
}

using System.Management.Automation;
using Allocation.Core.Direct;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Commands;

/// <summary>Gives back numbers that were taken directly.</summary>
[Cmdlet(VerbsCommon.Remove, "Allocation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AllocationRecord))]
public sealed class RemoveAllocationCommand : DirectSelectionCmdlet
{
    private const string Action = "Give back";

    /// <summary>Does not ask before a wildcard gives back what several names hold.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Puts out each allocation as it ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayAct(NamePattern names, IReadOnlyCollection<string> found) =>
        MayRemove(Force, names, found, "direct allocations");

    private protected override void Act(string reservationId)
    {
        var line = Open().Direct.Get(reservationId, Cancellation);
        if (!MayDo($"{line.ResourceId} of pool '{line.Pool}', held by '{line.LeaseName}'", Action,
            system => system.Direct.GiveBack(reservationId, Cancellation)))
        {
            return;
        }

        var ended = Open().Direct.GiveBack(reservationId, Cancellation);
        if (PassThru) WriteObject(ended);
    }

    private protected override void Act(DirectLease lease)
    {
        if (!MayDo(lease.ToString(), Action, system => system.Direct.GiveBackAll(lease, Cancellation))) return;
        var ended = Open().Direct.GiveBackAll(lease, Cancellation);
        if (PassThru) WriteObject(ended);
    }
}

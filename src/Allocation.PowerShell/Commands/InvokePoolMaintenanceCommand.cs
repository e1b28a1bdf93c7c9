using System.Management.Automation;
using Allocation.Core.ResourcePools.Managing;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes one pass over the resource pools: deletes what is over, starts what is missing, checks what is due.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PoolMaintenance", SupportsShouldProcess = true)]
[OutputType(typeof(ManagerEvent))]
public sealed class InvokePoolMaintenanceCommand : AllocationCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ShouldProcess(SelectStore().Uri.ToString(), "Maintain resource pools"))
            WriteObject(Open().Manager.Once(Cancellation), enumerateCollection: true);
    }
}

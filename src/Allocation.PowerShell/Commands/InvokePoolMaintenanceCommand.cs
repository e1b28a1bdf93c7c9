using System.Management.Automation;
using Allocation.Core.ResourcePools.Managing;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes one pass over the resource pools: deletes what is over, starts what is missing, checks what is due.</para>
/// <para type="description">Waits for the hooks that it runs and puts out how each ended. For schedulers; Start-PoolManager works for ever.</para>
/// </summary>
/// <example>
/// <code>Invoke-PoolMaintenance | Where-Object Problem</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "PoolMaintenance", SupportsShouldProcess = true)]
[OutputType(typeof(ManagerEvent))]
public sealed class InvokePoolMaintenanceCommand : AllocationCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ShouldProcess(ChooseStore().Uri.ToString(), "Maintain resource pools")) WriteObject(Open().Manager.Once(Cancellation), enumerateCollection: true);
    }
}

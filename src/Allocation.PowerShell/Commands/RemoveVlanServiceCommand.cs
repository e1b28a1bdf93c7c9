using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Removes VLAN services and gives back their VLAN ids.</para>
/// <para type="description">A service passes through the state deallocating. If a VLAN id cannot be given back, it stays there, the error
/// is ReleaseFailed, and the next removal tries again. The ended allocations stay in the ledger as history.</para>
/// </summary>
/// <example>
/// <code>Get-VlanService web-* | Remove-VlanService</code>
/// </example>
[Cmdlet(VerbsCommon.Remove, "VlanService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(VlanService))]
public sealed class RemoveVlanServiceCommand : VlanServiceSelectionCmdlet
{
    /// <summary>
    /// <para type="description">Does not ask before a wildcard removes several at once.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Puts out each removed service, with the VLAN ids it had.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayAct(NamePattern names, IReadOnlyCollection<string> found) => MayRemove(Force, names, found, "VLAN services");

    /// <inheritdoc/>
    protected override void Act(string id, string label)
    {
        if (!ShouldProcess(label, "Remove VLAN service")) return;
        var service = Open().VlanServices.Remove(id, Cancellation);
        WriteVerbose($"'{service.Name}' is removed; north {service.NorthVlanId}, south {service.SouthVlanId} are given back.");
        if (PassThru) WriteObject(service);
    }
}

using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Removes VLAN services and gives back their VLAN ids.</summary>
[Cmdlet(VerbsCommon.Remove, "VlanService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(VlanService))]
public sealed class RemoveVlanServiceCommand : VlanServiceSelectionCmdlet
{
    /// <summary>Does not ask before a wildcard removes several at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns each removed service, with the VLAN ids it had.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayAct(NamePattern names, IReadOnlyCollection<string> found) =>
        MayRemove(Force, names, found, "VLAN services");

    /// <inheritdoc/>
    protected override void Act(string id, string label)
    {
        if (!MayDo(label, "Remove VLAN service", preview =>
            preview.OfService(id, system => new(system.Services.Remove(VlanServiceDefinition.Instance, id, Cancellation), null))))
        {
            return;
        }
        var service = Open().VlanServices.Remove(id, Cancellation);
        WriteVerbose($"'{service.Name}' was removed; north {service.NorthVlanId} and south {service.SouthVlanId} were given back.");
        if (PassThru) WriteObject(service);
    }
}

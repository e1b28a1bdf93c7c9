using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Removes services and gives back all that they hold.</summary>
[Cmdlet(VerbsCommon.Remove, "ServiceInstance", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Service))]
public sealed class RemoveServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <summary>Does not ask before a wildcard removes several at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns each removed service, with the values it had.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayAct(NamePattern names, IReadOnlyCollection<string> found) =>
        MayRemove(Force, names, found, $"{Definition} services");

    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (!MayDo(label, $"Remove {definition.Name}",
            preview => preview.OfService(id, system => new(system.Services.Remove(definition, id, Cancellation, Version), null))))
        {
            return;
        }
        var removed = Open().Services.Remove(definition, id, Cancellation, Version);
        if (PassThru) Write(removed);
    }
}

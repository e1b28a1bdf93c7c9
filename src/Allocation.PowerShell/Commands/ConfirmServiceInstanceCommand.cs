using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Confirms services: takes the edge confirm of their lifecycle.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class ConfirmServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (MayDo(label, $"Confirm {definition.Name}",
            preview => preview.OfService(id, system => new(system.Services.Confirm(definition, id, Version, Cancellation), null))))
        {
            Write(Open().Services.Confirm(definition, id, Version, Cancellation));
        }
    }
}

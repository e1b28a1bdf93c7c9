using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Takes the last update of services back.</summary>
[Cmdlet(VerbsCommon.Undo, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class UndoServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (MayDo(label, $"Undo the last update of {definition.Name}",
            preview => preview.OfService(id, system => new(system.Services.Undo(definition, id, Version, Cancellation), null))))
        {
            Write(Open().Services.Undo(definition, id, Version, Cancellation));
        }
    }
}

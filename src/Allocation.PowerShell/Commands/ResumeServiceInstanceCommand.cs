using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Fills in what rejected services lack, or what a crash left undone.</summary>
[Cmdlet(VerbsLifecycle.Resume, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class ResumeServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (MayDo(label, $"Resume {definition.Name}",
            preview => preview.OfService(id, system => system.Services.Resume(definition, id, Cancellation, Version))))
        {
            Write(Open().Services.Resume(definition, id, Cancellation, Version));
        }
    }
}

using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Fills in what rejected services lack, or what a crash left undone.</para>
/// <para type="description">Values that a service has are kept and none is taken twice. A complete one stays as it is. If something is still
/// missing, the service is put out as it is, beside the error AllocationFailed.</para>
/// </summary>
/// <example>
/// <code>Resume-ServiceInstance sw1 Switch</code>
/// </example>
/// <example>
/// <code>Get-ServiceInstance -State rejected | Resume-ServiceInstance</code>
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class ResumeServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (ShouldProcess(label, $"Resume {definition.Name}")) Write(Open().Services.Resume(definition, id, Cancellation, Version));
    }
}

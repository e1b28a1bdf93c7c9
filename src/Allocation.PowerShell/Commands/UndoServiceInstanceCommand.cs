using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Takes the last update of services back.</para>
/// <para type="description">A good update: the attributes that were in force before are in force again, with their old values. A rejected
/// one, or one that a crash broke off: it is dropped with the values it got. When there is nothing to take back, the error is
/// IllegalTransition.</para>
/// </summary>
/// <example>
/// <code>Undo-ServiceInstance sw1 Switch</code>
/// </example>
/// <example>
/// <code>Get-ServiceInstance -State update_rejected | Undo-ServiceInstance</code>
/// </example>
[Cmdlet(VerbsCommon.Undo, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class UndoServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (ShouldProcess(label, $"Undo the last update of {definition.Name}")) Write(Open().Services.Undo(definition, id, Version, Cancellation));
    }
}

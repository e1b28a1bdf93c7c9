using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Confirms services: takes the edge confirm of their lifecycle.</para>
/// <para type="description">In the lifecycles that come with the product it keeps the last update for good: what the update replaced is given
/// back, and Undo-ServiceInstance is no longer possible. Where there is nothing to keep, nothing changes. In a lifecycle of
/// your own it goes where its edge confirm leads; without such an edge the error is IllegalTransition.</para>
/// </summary>
/// <example>
/// <code>Confirm-ServiceInstance sw1 Switch</code>
/// </example>
[Cmdlet(VerbsLifecycle.Confirm, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class ConfirmServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (ShouldProcess(label, $"Confirm {definition.Name}")) Write(Open().Services.Confirm(definition, id, Version, Cancellation));
    }
}

using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Removes services and gives back all that they hold.</para>
/// <para type="description">If something cannot be given back, the service stays in its state deallocating, the error is ReleaseFailed, and
/// the next removal tries again. History and ended allocations stay.</para>
/// </summary>
/// <example>
/// <code>Remove-ServiceInstance sw1 Switch</code>
/// </example>
/// <example>
/// <code>Get-ServiceInstance test-* | Remove-ServiceInstance -WhatIf</code>
/// </example>
[Cmdlet(VerbsCommon.Remove, "ServiceInstance", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Service))]
public sealed class RemoveServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <summary>
    /// <para type="description">Does not ask before a wildcard removes several at once.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Puts out each removed service, with the values it had.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayAct(NamePattern names, IReadOnlyCollection<string> found) => MayRemove(Force, names, found, $"{Definition} services");

    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (!ShouldProcess(label, $"Remove {definition.Name}")) return;
        var removed = Open().Services.Remove(definition, id, Cancellation, Version);
        if (PassThru) Write(removed);
    }
}

using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Services;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Changes attributes of services; new embedded items get values, kept ones keep theirs.</para>
/// <para type="description">When an allocator fails, the service is as before. Until the next update, an undo or a removal the values that
/// the update replaced stay held, so that it can be undone; -NoUndo gives them back at once.</para>
/// </summary>
/// <example>
/// <code>Set-ServiceInstance sw1 Switch -Attribute @{ ports = @(@{ name = 'eth0' }, @{ name = 'eth2' }) }</code>
/// </example>
/// <example>
/// <code>Set-ServiceInstance sw1 Switch -Attribute @{ 'ports[name=eth0].note' = 'uplink' } -Version 4</code>
/// </example>
/// <example>
/// <code>Get-ServiceInstance sw1 | ForEach-Object { $_.Attributes.site = 'north'; $_ } | Set-ServiceInstance</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class SetServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <summary>
    /// <para type="description">The new values: a hashtable, an object, or the text of a JSON object. A key may be a path. A list of embedded items is the whole new list; what an
    /// item does not mention it keeps. A value that is as it was is never a mistake, so a whole object can be sent back:
    /// when it is not given, the Attributes of the object in the pipeline are the new values.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Attributes")]
    [ValidateNotNull]
    public object Attribute { get; set; } = null!;

    /// <summary>
    /// <para type="description">Keeps an update whose allocation failed: the service is put out in the state update_rejected, beside the error.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter KeepPartial { get; set; }

    /// <summary>
    /// <para type="description">Keeps a good update for good: what it replaced is given back at once, and Undo-ServiceInstance is no longer possible.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter NoUndo { get; set; }

    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        var change = new ServiceChange(AttributeValues.ToAttributes(Attribute, label)) { Version = Version, KeepPartial = KeepPartial, Confirm = NoUndo };
        if (ShouldProcess(label, $"Update {definition.Name}")) Write(Open().Services.Update(definition, id, change, Cancellation));
    }
}

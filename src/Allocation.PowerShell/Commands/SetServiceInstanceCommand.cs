using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Services;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Changes attributes of services; new embedded items get values, kept ones keep theirs.</summary>
[Cmdlet(VerbsCommon.Set, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class SetServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <summary>The new values: a hashtable, an object, or the text of a JSON object.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Attributes")]
    [ValidateNotNull]
    public object Attribute { get; set; } = null!;

    /// <summary>Keeps an update whose allocation failed: the service is returned in the state update_rejected, beside the error.</summary>
    [Parameter]
    public SwitchParameter KeepPartial { get; set; }

    /// <summary>
    /// Keeps a good update for good: what it replaced is given back at once, and Undo-ServiceInstance is no longer possible.
    /// </summary>
    [Parameter]
    public SwitchParameter NoUndo { get; set; }

    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        var change = new ServiceChange(AttributeValues.ToAttributes(Attribute, label))
        {
            Version = Version,
            KeepPartial = KeepPartial,
            Confirm = NoUndo,
        };
        if (MayDo(label, $"Update {definition.Name}",
            preview => preview.OfService(id, system => system.Services.Update(definition, id, change, Cancellation))))
        {
            Write(Open().Services.Update(definition, id, change, Cancellation));
        }
    }
}

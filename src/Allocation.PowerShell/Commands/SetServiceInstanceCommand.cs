using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Changes attributes of services; new embedded items get values, kept ones keep theirs.</summary>
[Cmdlet(VerbsCommon.Set, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class SetServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    private NoteParameters? _notes;

    /// <summary>The new values: a hashtable, an object, or the text of a JSON object.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Attributes")]
    [ValidateNotNull]
    public object? Attribute { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    public string? Description { get; set; }

    /// <summary>Whose it is: a person, a team, a customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Tags to find it by, each key or key=value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString, AllowEmptyCollection]
    [Alias("Tags")]
    [Tags]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Keeps an update whose allocation failed: the service is returned in the state update_rejected, beside the error.</summary>
    [Parameter]
    public SwitchParameter KeepPartial { get; set; }

    /// <summary>
    /// Keeps a good update for good: what it replaced is given back at once, and Undo-ServiceInstance is no longer possible.
    /// </summary>
    [Parameter]
    public SwitchParameter NoUndo { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _notes = new NoteParameters(MyInvocation);
    }

    /// <inheritdoc/>
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        var notes = _notes!.Read(Description, Owner, Tag, mistake => new InvalidServiceException(label, mistake));
        if (Attribute is null && notes.IsNothing)
            throw new InvalidServiceException(label,
                $"There is nothing to change of '{label}': give -Attribute, -Description, -Owner or -Tag.");
        var change = new ServiceChange(Attribute is null ? [] : AttributeValues.ToAttributes(Attribute, label))
        {
            Notes = notes,
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

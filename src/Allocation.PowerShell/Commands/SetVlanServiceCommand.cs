using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Changes what is noted of VLAN services; their VLAN ids stay.</summary>
[Cmdlet(VerbsCommon.Set, "VlanService", SupportsShouldProcess = true)]
[OutputType(typeof(VlanService))]
public sealed class SetVlanServiceCommand : VlanServiceSelectionCmdlet
{
    private NoteParameters? _notes;

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

    /// <summary>
    /// The version of the service that you decided upon: when it has another one by now, the error is VersionConflict and nothing
    /// changes.
    /// </summary>
    [Parameter]
    [NeedsValue]
    public int? Version { get; set; }

    /// <summary>Returns the changed service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _notes = new NoteParameters(MyInvocation);
    }

    /// <inheritdoc/>
    protected override void Act(string id, string label)
    {
        var notes = _notes!.Read(Description, Owner, Tag, mistake => new InvalidServiceException(label, mistake));
        if (notes.IsNothing)
            throw new InvalidServiceException(label,
                $"There is nothing to change of '{label}': give -Description, -Owner or -Tag.");
        if (!MayDo(label, "Change notes", system => system.VlanServices.Change(id, notes, Version, Cancellation))) return;
        var service = Open().VlanServices.Change(id, notes, Version, Cancellation);
        if (PassThru) WriteObject(service);
    }
}

using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists VLAN services.</summary>
[Cmdlet(VerbsCommon.Get, "VlanService")]
[OutputType(typeof(VlanService))]
public sealed class GetVlanServiceCommand : AllocationCmdlet
{
    private const string ByName = "Name";
    private const string ById = "Id";

    /// <summary>Names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByName, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    [NameText("Id", "LeaseId")]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The id of one service, as objects in the pipeline have it.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [Alias("LeaseId")]
    [ArgumentCompleter(typeof(VlanServiceIdCompleter))]
    public string Id { get; set; } = "";

    /// <summary>
    /// Only those in one of these states, such as up or rejected, with wildcards; terminated shows services that were removed.
    /// </summary>
    [Parameter(ParameterSetName = ByName)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only those of this owner, with wildcards.</summary>
    [Parameter(ParameterSetName = ByName)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Only those with all of these tags, with wildcards: key=value, or key for any value.</summary>
    [Parameter(ParameterSetName = ByName)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    public string[]? Tag { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == ById)
        {
            if (!IsRepeated(Id, Name.FirstOrDefault() is not (null or "*"))) WriteObject(Open().VlanServices.Get(Id, Cancellation));
            return;
        }

        foreach (var name in Name) Attempt(() => Write(new NamePattern(name)));
    }

    private void Write(NamePattern names)
    {
        foreach (var service in Open().VlanServices.Find(names, State, NoteFilter.Of(Owner, Tag), Cancellation)) WriteObject(service);
    }
}

using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists services of any definition, or their history.</summary>
[Cmdlet(VerbsCommon.Get, "ServiceInstance")]
[OutputType(typeof(Service), typeof(ServiceEvent))]
public sealed class GetServiceInstanceCommand : AllocationCmdlet
{
    private const string ByName = "Name";
    private const string ById = "Id";

    /// <summary>Names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByName, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    [NameText("Id", "LeaseId")]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those of this definition.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    public string? Definition { get; set; }

    /// <summary>The id of one service, living or ended.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [Alias("LeaseId")]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public string Id { get; set; } = "";

    /// <summary>
    /// Only those in one of these states, such as up or rejected, with wildcards; terminated shows services that were removed.
    /// </summary>
    [Parameter(ParameterSetName = ByName)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceStateCompleter))]
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

    /// <summary>Returns every transfer, allocation and change of name of the services, oldest first, instead of the services.</summary>
    [Parameter]
    public SwitchParameter History { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == ById)
        {
            if (IsRepeated(Id, Name.FirstOrDefault() is not (null or "*"))) return;
            Write(Open().Services.Find(Id, Cancellation) ?? throw ServiceNotFoundException.OfId("service", Id));
            return;
        }

        foreach (var name in Name) Attempt(() => WriteAll(new NamePattern(name)));
    }

    private void WriteAll(NamePattern names)
    {
        var definition = Definition is null ? null : Open().Definitions.Get(Definition, Cancellation).Name;
        var query = new ServiceQuery
        {
            Definition = definition,
            States = Open().Definitions.States(State, definition, Cancellation),
            Notes = NoteFilter.Of(Owner, Tag),
            Living = State is null && !History ? true : null,
        };
        foreach (var instance in Open().Services.Select(query, names, Cancellation)) Write(instance);
    }

    private void Write(ServiceInstance instance)
    {
        if (History) WriteObject(Open().Services.History(instance.Id, Cancellation), enumerateCollection: true);
        else WriteObject(Service.Of(Open(), instance));
    }
}

using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>What does something to services of any definition. Objects in the pipeline are found by their id; names need their
/// definition.</summary>
/// <remarks>There is no default parameter set: PowerShell tries it before all others, and would take the name for a pattern.</remarks>
public abstract class ServiceInstanceSelectionCmdlet : AllocationCmdlet
{
    /// <summary>The parameter set of names.</summary>
    protected const string ByName = "Name";

    /// <summary>The parameter set of ids.</summary>
    protected const string ById = "Id";

    /// <summary>Names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    [NameText("Id", "LeaseId", Thing = "service")]
    public string[] Name { get; set; } = [];

    /// <summary>The definition of the services.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    public string Definition { get; set; } = "";

    /// <summary>The id of one service, as objects in the pipeline have it.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [Alias("LeaseId")]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public string Id { get; set; } = "";

    /// <summary>
    /// The version of the service that you decided upon: when it has another one by now, the error is VersionConflict and nothing
    /// changes.
    /// </summary>
    [Parameter]
    [NeedsValue]
    public int? Version { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessItem()
    {
        if (ParameterSetName == ById)
        {
            if (IsRepeated(Id, Name.Length > 0)) return;
            var known = Open().Services.Find(Id, Cancellation);
            var instance = known is { Living: true } found
                ? found
                : throw (known is null && Name is [var name, ..]
                    ? new ServiceNotFoundException("service", name)
                    : ServiceNotFoundException.OfId("service", Id, EndedServices.Of(known)));
            Act(Open().Definitions.Get(instance.Definition, Cancellation), instance.Id, instance.Name);
            return;
        }

        foreach (var name in Name) Attempt(() => ActOnAll(new NamePattern(name)));
    }

    /// <summary>Does it to one service.</summary>
    /// <param name="definition">Its definition, the newest version.</param>
    /// <param name="id">Its id.</param>
    /// <param name="label">What people call it.</param>
    protected abstract void Act(ServiceDefinition definition, string id, string label);

    /// <summary>Whether it may be done to all that a name found.</summary>
    private protected virtual bool MayAct(NamePattern names, IReadOnlyCollection<string> found) => true;

    private protected void Write(ServiceInstance instance) => WriteObject(Service.Of(Open(), instance));

    private protected void Write(ServiceOutcome outcome)
    {
        Write(outcome.Instance);
        if (outcome.Failure is not null) WriteError(RecordOf(outcome.Failure));
    }

    // Read to the end first: what is done to a service changes what is being read.
    private void ActOnAll(NamePattern names)
    {
        var definition = Open().Definitions.Get(Definition, Name, Cancellation);
        var found = Open().Services.Select(new ServiceQuery { Definition = definition.Name }, names, Cancellation).ToList();
        if (!MayAct(names, [.. found.Select(i => i.Name)])) return;
        foreach (var instance in found) Attempt(() => Act(definition, instance.Id, instance.Name));
    }
}

using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// What does something to services that are there. Objects in the pipeline are found by their id, so that a name that has
/// wildcard characters in it means itself; objects with a name only, and text, are found by name.
/// </summary>
/// <remarks>There is no default parameter set: PowerShell tries it before all others, and would take the name for a pattern.</remarks>
public abstract class VlanServiceSelectionCmdlet : AllocationCmdlet
{
    /// <summary>The parameter set of names.</summary>
    protected const string ByName = "Name";

    /// <summary>The parameter set of ids.</summary>
    protected const string ById = "Id";

    /// <summary>Names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    [NameText("Id", "LeaseId", Thing = "service")]
    public string[] Name { get; set; } = [];

    /// <summary>The id of one service, as objects in the pipeline have it.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [Alias("LeaseId")]
    [ArgumentCompleter(typeof(VlanServiceIdCompleter))]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected sealed override void ProcessItem()
    {
        if (ParameterSetName == ById)
        {
            if (!IsRepeated(Id, Name.Length > 0)) Act(Id, Name.FirstOrDefault() ?? Open().VlanServices.Get(Id, Cancellation).Name);
            return;
        }

        foreach (var name in Name) Attempt(() => ActOnAll(new NamePattern(name)));
    }

    /// <summary>Does it to one service.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="label">What people call it.</param>
    protected abstract void Act(string id, string label);

    /// <summary>Whether it may be done to all that a name found.</summary>
    private protected virtual bool MayAct(NamePattern names, IReadOnlyCollection<string> found) => true;

    // Read to the end first: what is done to a service changes what is being read.
    private void ActOnAll(NamePattern names)
    {
        var found = Open().VlanServices.Find(names, cancellation: Cancellation).ToList();
        if (!MayAct(names, [.. found.Select(s => s.Name)])) return;
        foreach (var service in found) Attempt(() => Act(service.Id, service.Name));
    }
}

using System.Management.Automation;
using Allocation.Core.Direct;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>What does something to numbers that were taken directly. Objects in the pipeline are found by their reservation id; text is a
/// name.</summary>
/// <remarks>There is no default parameter set: PowerShell tries it before all others, and would take the name for a pattern.</remarks>
public abstract class DirectSelectionCmdlet : AllocationCmdlet
{
    /// <summary>The parameter set of names.</summary>
    protected const string ByName = "Name";

    /// <summary>The parameter set of reservation ids.</summary>
    protected const string ById = "ReservationId";

    /// <summary>Names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocationNameCompleter))]
    [NameText("ReservationId")]
    public string[] Name { get; set; } = [];

    /// <summary>Only of this pool.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>The reservation id of one number, as objects in the pipeline have it.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(DirectIdCompleter))]
    public string ReservationId { get; set; } = "";

    /// <inheritdoc/>
    protected sealed override void ProcessItem()
    {
        if (ParameterSetName == ById)
        {
            Act(ReservationId);
            return;
        }

        foreach (var name in Name) Attempt(() => ActOnAll(new NamePattern(name)));
    }

    /// <summary>Does it to one number.</summary>
    private protected abstract void Act(string reservationId);

    /// <summary>Does it to all numbers that a name holds in a pool.</summary>
    private protected abstract void Act(DirectLease lease);

    /// <summary>Whether it may be done to all that a name found.</summary>
    private protected virtual bool MayAct(NamePattern names, IReadOnlyCollection<string> found) => true;

    // Read to the end first: what is done changes what is being read.
    private void ActOnAll(NamePattern names)
    {
        var found = Open().Direct.Find(names, Pool, Cancellation);
        if (!MayAct(names, [.. found.Select(lease => lease.Name)])) return;
        foreach (var lease in found) Attempt(() => Act(lease));
    }
}

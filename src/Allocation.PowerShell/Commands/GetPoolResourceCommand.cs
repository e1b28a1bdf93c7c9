using System.Management.Automation;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Lists resources of resource pools.</para>
/// <para type="description">Ended ones are shown by -Resource, by -State Ended, or with -Ended. One whose FailedDeletes is not 0 may still exist
/// although it should not.</para>
/// </summary>
/// <example>
/// <code>Get-PoolResource -Pool vm-* -Unused | Remove-PoolResource</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PoolResource", DefaultParameterSetName = "Filter")]
[OutputType(typeof(PoolResource))]
public sealed class GetPoolResourceCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Ids or names of resources, whatever their state.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Resource", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [Alias("Id", "Name")]
    [ResourceKey]
    public string[] Resource { get; set; } = [];

    /// <summary>
    /// <para type="description">Only those of pools with these names, with wildcards.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>
    /// <para type="description">Only those in this state.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    public ResourceState? State { get; set; }

    /// <summary>
    /// <para type="description">Only those that carry all of these tags.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>
    /// <para type="description">Only those that are up and that no ticket holds.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    public SwitchParameter Unused { get; set; }

    /// <summary>
    /// <para type="description">Those that are ended as well.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Filter")]
    public SwitchParameter Ended { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var resource in Resource) Attempt(() => WriteObject(Open().Resources.Get(resource, Cancellation)));
        if (ParameterSetName == "Resource") return;
        var filter = new ResourceFilter { Pool = Pool, State = State, Tag = Tag, Unused = Unused, Ended = Ended };
        foreach (var resource in Open().Resources.Query(filter, Cancellation)) WriteObject(resource);
    }
}

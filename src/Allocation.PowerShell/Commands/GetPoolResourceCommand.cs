using System.Management.Automation;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists resources of resource pools.</summary>
[Cmdlet(VerbsCommon.Get, "PoolResource", DefaultParameterSetName = "Filter")]
[OutputType(typeof(PoolResource))]
public sealed class GetPoolResourceCommand : AllocationCmdlet
{
    /// <summary>Ids or names of resources, whatever their state.</summary>
    [Parameter(ParameterSetName = "Resource", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [Alias("Id", "Name")]
    [ResourceKey]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[] Resource { get; set; } = [];

    /// <summary>Only those of pools with these names, with wildcards.</summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>Only those in one of these states.</summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [Choice(typeof(ResourceState))]
    public ResourceState[] State { get; set; } = [];

    /// <summary>Only those that carry all of these tags.</summary>
    [Parameter(ParameterSetName = "Filter")]
    [Filter]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Only those that are up and that no ticket holds.</summary>
    [Parameter(ParameterSetName = "Filter")]
    public SwitchParameter Unused { get; set; }

    /// <summary>Those that are ended as well.</summary>
    [Parameter(ParameterSetName = "Filter")]
    public SwitchParameter Ended { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var resource in Resource) Attempt(() => WriteObject(Open().Resources.Get(resource, Cancellation)));
        if (ParameterSetName == "Resource") return;
        var filter = new ResourceFilter { Pool = Pool, States = State, Tag = Tag, Unused = Unused, Ended = Ended };
        foreach (var resource in Open().Resources.Query(filter, Cancellation)) WriteObject(resource);
    }
}

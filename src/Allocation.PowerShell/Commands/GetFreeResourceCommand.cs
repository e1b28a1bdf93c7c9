using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Shows what is free in pools of numbers and what would come next, without taking anything.</summary>
[Cmdlet(VerbsCommon.Get, "FreeResource")]
[OutputType(typeof(FreeResource))]
public sealed class GetFreeResourceCommand : AllocationCmdlet
{
    /// <summary>Names of pools, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [Alias("Name")]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    [NameText("Pool")]
    public string[] Pool { get; set; } = [];

    /// <summary>How many of the next numbers to show.</summary>
    [Parameter]
    [Filter]
    [ValidateRange(0, FreeResource.Most)]
    public int First { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Pool)
            Attempt(() => WriteObject(Open().Pools.Foresee(new NamePattern(name), First, Cancellation), enumerateCollection: true));
    }
}

using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists pools of both kinds, their settings, and how full they are.</summary>
[Cmdlet(VerbsCommon.Get, "AllocationPool")]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class GetAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [Alias("Pool")]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    [NameText("Pool")]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name)
            Attempt(() => Write(new NamePattern(name)));
    }

    private void Write(NamePattern names)
    {
        var (numbers, things) = Open().AllPools.Find(names, Cancellation);
        WriteObject(numbers, enumerateCollection: true);
        WriteObject(things, enumerateCollection: true);
    }
}

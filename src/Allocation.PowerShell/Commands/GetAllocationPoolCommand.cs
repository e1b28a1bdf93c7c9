using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Lists pools of both kinds, their settings, and how full they are.</para>
/// </summary>
/// <example>
/// <code>Get-AllocationPool | Where-Object Free -lt 10</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "AllocationPool")]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class GetAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Names, with wildcards; all pools when it is not given. A name without wildcards that no pool has is an error.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [Alias("Pool")]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
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

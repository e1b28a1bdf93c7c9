using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Removes pools of which nothing is held.</summary>
[Cmdlet(VerbsCommon.Remove, "AllocationPool", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class RemoveAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    [NameText(Thing = "pool")]
    public string[] Name { get; set; } = [];

    /// <summary>Does not ask before a wildcard removes several at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns each pool that was removed, as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name)
        {
            Attempt(() =>
            {
                var names = new NamePattern(name);
                var (numbers, things) = Open().AllPools.Find(names, PoolFilter.All, Cancellation);
                if (!MayRemove(Force, names, [.. numbers.Select(p => p.Name), .. things.Select(p => p.Name)], "pools")) return;
                RemoveAll(numbers);
                RemoveAll(things);
            });
        }
    }

    private void RemoveAll(IReadOnlyList<ResourcePoolStatus> pools)
    {
        foreach (var pool in pools)
        {
            Attempt(() =>
            {
                if (!MayDo(pool.Name, "Remove resource pool", preview => preview.System.ResourcePools.Remove(pool.Name, Cancellation)
                    ? ""
                    : "it goes once its resources are deleted"))
                {
                    return;
                }
                var gone = Open().ResourcePools.Remove(pool.Name, Cancellation);
                WriteVerbose(gone ? $"Pool '{pool.Name}' is removed." : $"Pool '{pool.Name}' is removed once its resources are deleted.");
                if (PassThru) WriteObject(pool);
            });
        }
    }

    private void RemoveAll(IReadOnlyList<AllocationPool> pools)
    {
        foreach (var pool in pools)
        {
            Attempt(() =>
            {
                if (!MayDo(pool.Name, "Remove pool", system => system.Pools.Remove(pool.Name, Cancellation))) return;
                Open().Pools.Remove(pool.Name, Cancellation);
                WriteVerbose($"Pool '{pool.Name}' is removed.");
                if (PassThru) WriteObject(pool);
            });
        }
    }
}

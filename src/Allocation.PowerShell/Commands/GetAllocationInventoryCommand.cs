using System.Management.Automation;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists registered inventories, without their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "AllocationInventory")]
[OutputType(typeof(AllocationInventory))]
public sealed class GetAllocationInventoryCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InventoryNameCompleter))]
    [NameText]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name)
            Attempt(() => WriteObject(Open().Inventories.Find(new NamePattern(name), Cancellation), enumerateCollection: true));
    }
}

using System.Management.Automation;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Lists registered inventories, without their secrets.</para>
/// </summary>
/// <example>
/// <code>Get-AllocationInventory | Where-Object Held -gt 0</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "AllocationInventory")]
[OutputType(typeof(AllocationInventory))]
public sealed class GetAllocationInventoryCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Names, with wildcards; all inventories when it is not given. A name without wildcards that none has is an error.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InventoryNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name)
            Attempt(() => WriteObject(Open().Inventories.Find(new NamePattern(name), Cancellation), enumerateCollection: true));
    }
}

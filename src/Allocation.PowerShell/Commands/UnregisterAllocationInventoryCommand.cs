using System.Management.Automation;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Forgets inventories of which the ledger holds nothing.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "AllocationInventory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AllocationInventory))]
public sealed class UnregisterAllocationInventoryCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InventoryNameCompleter))]
    [NameText(Thing = "inventory")]
    public string[] Name { get; set; } = [];

    /// <summary>Does not ask before a wildcard forgets several at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns each inventory that was forgotten, as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name)
            Attempt(() => ForgetAll(new NamePattern(name)));
    }

    private void ForgetAll(NamePattern names)
    {
        var inventories = Open().Inventories.Find(names, Cancellation);
        if (!MayRemove(Force, names, [.. inventories.Select(i => i.Name)], "inventories")) return;
        foreach (var inventory in inventories)
        {
            Attempt(() =>
            {
                if (!MayDo(inventory.Name, "Unregister inventory", system => system.Inventories.Unregister(inventory.Name, Cancellation)))
                    return;
                Open().Inventories.Unregister(inventory.Name, Cancellation);
                WriteVerbose($"Inventory '{inventory.Name}' is forgotten.");
                if (PassThru) WriteObject(inventory);
            });
        }
    }
}

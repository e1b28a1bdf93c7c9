using System.Management.Automation;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Forgets inventories of which the ledger holds nothing.</para>
/// <para type="description">What the inventory itself has is not touched. One whose numbers are held, or that has a call which is not
/// settled, is refused. One of script blocks is forgotten all the same, with a warning: the ledger keeps what is held until
/// script blocks of that name are registered again.</para>
/// </summary>
/// <example>
/// <code>Unregister-AllocationInventory lab</code>
/// </example>
[Cmdlet(VerbsLifecycle.Unregister, "AllocationInventory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AllocationInventory))]
public sealed class UnregisterAllocationInventoryCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Names, with wildcards. A name without wildcards that no inventory has is an error.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InventoryNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// <para type="description">Does not ask before a wildcard forgets several at once.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Puts out each inventory that was forgotten, as it was.</para>
    /// </summary>
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
        foreach (var inventory in inventories.Where(i => ShouldProcess(i.Name, "Unregister inventory")))
        {
            Attempt(() =>
            {
                Open().Inventories.Unregister(inventory.Name, Cancellation);
                WriteVerbose($"Inventory '{inventory.Name}' is forgotten.");
                if (PassThru) WriteObject(inventory);
            });
        }
    }
}

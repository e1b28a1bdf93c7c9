using System.Management.Automation;
using Allocation.Core.Leaks;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Finds what a crash left between the ledger and the inventories. Changes nothing.</para>
/// <para type="description">Reports numbers that a broken-off call may have taken, numbers that the ledger or an inventory does not know,
/// expired leases that still hold something, and services that are stuck between two states. A call that may still be
/// in flight is never reported. Inventories are asked; one that does not answer is a warning.</para>
/// </summary>
/// <example>
/// <code>Get-AllocationLeak | Where-Object Kind -eq StuckService | Repair-Allocation</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "AllocationLeak")]
[OutputType(typeof(AllocationLeak))]
public sealed class GetAllocationLeakCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Leaks of these kinds only.</para>
    /// </summary>
    [Parameter(Position = 0)]
    [Filter]
    public LeakKind[]? Kind { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var leak in Open().Leaks.Find(Cancellation))
        {
            if (Kind is null || Kind.Contains(leak.Kind)) WriteObject(leak);
        }
    }
}

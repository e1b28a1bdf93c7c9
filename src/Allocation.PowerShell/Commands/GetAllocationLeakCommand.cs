using System.Management.Automation;
using Allocation.Core.Leaks;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>Finds what a crash left between the ledger and the inventories.</summary>
[Cmdlet(VerbsCommon.Get, "AllocationLeak")]
[OutputType(typeof(AllocationLeak))]
public sealed class GetAllocationLeakCommand : AllocationCmdlet
{
    /// <summary>Leaks of these kinds only.</summary>
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

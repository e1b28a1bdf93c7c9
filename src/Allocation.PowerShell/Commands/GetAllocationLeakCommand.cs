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
    [Choice(typeof(LeakKind))]
    public LeakKind[]? Kind { get; set; }

    /// <summary>What was dismissed and is remembered, instead of what is open.</summary>
    [Parameter]
    public SwitchParameter Dismissed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var leak in Dismissed ? Open().Leaks.Dismissed(Cancellation) : Open().Leaks.Find(Cancellation))
        {
            if (Kind is null || Kind.Contains(leak.Kind)) WriteObject(leak);
        }
    }
}

using System.Management.Automation;
using Allocation.Core.Direct;
using Allocation.Core.Ledger;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>Changes until when numbers are held that were taken directly.</summary>
[Cmdlet(VerbsCommon.Set, "Allocation", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationRecord))]
public sealed class SetAllocationCommand : DirectSelectionCmdlet
{
    /// <summary>When they are given back.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>How long from now they are held, such as 08:00:00 for eight hours.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>They are held until they are given back.</summary>
    [Parameter]
    public SwitchParameter NoEndDate { get; set; }

    /// <summary>Puts out each allocation as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var given = (bool[])[EndDate is not null, Lifetime is not null, NoEndDate];
        if (given.Count(isGiven => isGiven) != 1) Misused("Set-Allocation needs one of -EndDate, -Lifetime and -NoEndDate.");
    }

    private protected override void Act(string reservationId) => Act(Open().Direct.LeaseOf(reservationId, Cancellation));

    private protected override void Act(DirectLease lease)
    {
        var term = new LeaseTerm(End: EndDate, Lifetime: Lifetime);
        var action = EndDate is { } end ? $"Hold until {end.UtcDateTime:u}" : Lifetime is { } lifetime
            ? $"Hold for {lifetime} from now" : "Hold without an end";
        if (!ShouldProcess(lease.ToString(), action)) return;
        var lines = Open().Direct.ChangeEnd(lease, term, Cancellation);
        if (PassThru) WriteObject(lines, enumerateCollection: true);
    }
}

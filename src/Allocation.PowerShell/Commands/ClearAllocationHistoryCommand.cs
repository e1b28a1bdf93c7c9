using System.Management.Automation;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>Forgets allocations, tickets and resources that were over long ago, and old events.</summary>
[Cmdlet(VerbsCommon.Clear, "AllocationHistory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(long))]
public sealed class ClearAllocationHistoryCommand : AllocationCmdlet
{
    /// <summary>The age, such as 90.00:00:00 for ninety days: what ended longer ago is removed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Duration]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Does not ask before anything is removed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns how many records were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var age = OlderThan ?? TimeSpan.MinValue;
        if (age < TimeSpan.Zero) Misused("-OlderThan must be zero or more, such as 90.00:00:00.");
        var history = Open().History;
        var before = history.Before(age);
        var all = history.Count(before, Cancellation);
        if (!ShouldProcess($"{all} records of before {before:u}", "Remove from the history")) return;
        if (all > 0 && !MayBegin(Force, $"Remove {all} records of before {before:u} from the history")) return;

        var removed = history.Clear(before, done => Show(done, all), Cancellation);
        WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        WriteVerbose($"{removed} records of before {before:u} were removed.");
        if (PassThru) WriteObject(removed);
    }

    private static string Activity => "Clearing the history of allocations";

    private void Show(long done, long all) => WriteProgress(new ProgressRecord(0, Activity, $"{done} of {all}")
    {
        PercentComplete = all == 0 ? 100 : (int)Math.Min(100, 100 * done / all),
    });
}

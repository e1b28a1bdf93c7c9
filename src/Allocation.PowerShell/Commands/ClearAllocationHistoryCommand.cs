using System.Management.Automation;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Forgets allocations, tickets and resources that were over long ago.</para>
/// <para type="description">Removes lines of the ledger whose end is older than an age, tickets that were closed or failed
/// before then, and resources that were deleted before then, with their logs on this machine. They go some at a time, so that
/// others can write in between. What still holds or exists stays, whatever its dates. Interrupted, what was removed stays removed;
/// run it again to go on.</para>
/// </summary>
/// <example>
/// <code>Clear-AllocationHistory -OlderThan 90.00:00:00</code>
/// </example>
[Cmdlet(VerbsCommon.Clear, "AllocationHistory", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(long))]
public sealed class ClearAllocationHistoryCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">The age, such as 90.00:00:00 for ninety days: what ended longer ago is removed.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Duration]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>
    /// <para type="description">Does not ask before anything is removed.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Puts out how many records were removed.</para>
    /// </summary>
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
        if (!ShouldProcess($"{all} records of what ended before {before:u}", "Remove from the history")) return;
        if (all > 0 && !MayBegin(Force, $"Remove {all} records of what ended before {before:u} from the history")) return;

        var removed = history.Clear(before, done => Show(done, all), Cancellation);
        WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        WriteVerbose($"{removed} records of what ended before {before:u} are removed.");
        if (PassThru) WriteObject(removed);
    }

    private static string Activity => "Clearing the history of allocations";

    private void Show(long done, long all) => WriteProgress(new ProgressRecord(0, Activity, $"{done} of {all}")
    {
        PercentComplete = all == 0 ? 100 : (int)Math.Min(100, 100 * done / all),
    });
}

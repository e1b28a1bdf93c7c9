using System.Management.Automation;
using Allocation.Core.Leaks;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Mends what a crash left between the ledger and the inventories.</para>
/// <para type="description">Alone, it settles what is certain: what an inventory finds by owner is adopted by its service or given back, and
/// what a removal or an update could not give back is tried again, each after a pause that grows. With leaks from the
/// pipeline, it mends exactly those, which is for a person to decide: a suspect is given back, a number that the inventory
/// lost is marked as taken again. Of a service between two states, a removal is finished, one that was being made is removed,
/// and an update that was broken off is taken back: what is in force stays. -WhatIf says what would happen to which.</para>
/// </summary>
/// <example>
/// <code>Repair-Allocation -Confirm:$false</code>
/// </example>
/// <example>
/// <code>Get-AllocationLeak | Where-Object Value -eq 142 | Repair-Allocation</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Repair, "Allocation", DefaultParameterSetName = Certain, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RepairOutcome))]
public sealed class RepairAllocationCommand : AllocationCmdlet
{
    private const string Certain = "Certain";
    private const string Chosen = "Chosen";
    private const string Activity = "Mending what a crash left";

    private readonly List<AllocationLeak> _several = [];
    private readonly HashSet<string> _dismissed = [];
    private bool _shown;

    /// <summary>
    /// <para type="description">The leaks to mend, from Get-AllocationLeak.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = Chosen)]
    public AllocationLeak[] Leak { get; set; } = [];

    /// <summary>
    /// <para type="description">Takes the number for the one of several that come into question for one call. The others belong to somebody else.</para>
    /// </summary>
    [Parameter(ParameterSetName = Chosen)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Closes the case without freeing anything: the call took none of the numbers.</para>
    /// </summary>
    [Parameter(ParameterSetName = Chosen)]
    public SwitchParameter Dismiss { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == Certain)
        {
            if (ShouldProcess("what is certain", "Settle broken-off calls and stuck removals"))
            {
                var settled = Open().Repairs.Settle(Show, Cancellation);
                WriteVerbose($"{settled} settled.");
            }

            return;
        }

        foreach (var leak in Leak)
        {
            if (Dismiss)
            {
                if (_dismissed.Add(leak.IntentId ?? leak.Id)) Attempt(() => DismissCall(leak));
            }
            else if (ChosenLeaks.IsOneOfSeveral(leak))
            {
                _several.Add(leak);
            }
            else
            {
                Attempt(() => Mend(leak));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Complete()
    {
        // Only at the end it is known whether one of several was chosen, or the whole list was passed on.
        foreach (var (leak, refusal) in ChosenLeaks.Check(_several, Force))
        {
            if (refusal is null) Attempt(() => Mend(leak));
            else WriteObject(refusal);
        }

        if (_shown) WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    private void Show(string what)
    {
        _shown = true;
        WriteProgress(new ProgressRecord(0, Activity, what));
    }

    private void DismissCall(AllocationLeak leak)
    {
        if (!ShouldProcess($"the call for {leak.Attribute} of '{leak.LeaseName}' at {leak.Pool}", "Dismiss without freeing anything")) return;
        WriteObject(Open().Repairs.Dismiss(leak, Cancellation));
    }

    private void Mend(AllocationLeak leak)
    {
        var what = leak.Value is { } number ? $"{number} of {leak.Pool} for '{leak.LeaseName}'" : $"'{leak.LeaseName}'";
        if (!ShouldProcess($"{what} ({leak.Kind})", Open().Repairs.Preview(leak, Cancellation))) return;
        Show(what);
        WriteObject(Open().Repairs.Mend(leak, Cancellation, Force));
    }
}

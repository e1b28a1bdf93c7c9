using System.Management.Automation;
using Allocation.Core.Leaks;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>Repairs what a crash left between the ledger and the inventories.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "Allocation", DefaultParameterSetName = Certain, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RepairOutcome))]
public sealed class RepairAllocationCommand : AllocationCmdlet
{
    private const string Certain = "Certain";
    private const string Chosen = "Chosen";
    private const string Activity = "Repairing what a crash left behind";

    private readonly List<AllocationLeak> _several = [];
    private readonly HashSet<string> _dismissed = [];
    private bool _shown;

    /// <summary>The leaks to repair, from Get-AllocationLeak.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = Chosen)]
    [Leak]
    public AllocationLeak[] Leak { get; set; } = [];

    /// <summary>Takes the number for the one of several that are candidates for one call.</summary>
    [Parameter(ParameterSetName = Chosen)]
    public SwitchParameter Force { get; set; }

    /// <summary>Closes the case without changing anything in the inventory.</summary>
    [Parameter(ParameterSetName = Chosen)]
    public SwitchParameter Dismiss { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == Certain)
        {
            if (MayGoOn("everything that needs no decision", "Settle interrupted calls and stuck removals"))
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
        var what = leak.Value is { } number ? $"{number} of {leak.Pool} for '{leak.LeaseName}'" : $"'{leak.LeaseName}'";
        if (!MayGoOn($"{what} ({leak.Kind})", LeakDismissal.Preview(leak))) return;
        WriteObject(Open().Repairs.Dismiss(leak, Cancellation));
    }

    private void Mend(AllocationLeak leak)
    {
        var what = leak.Value is { } number ? $"{number} of {leak.Pool} for '{leak.LeaseName}'" : $"'{leak.LeaseName}'";
        if (!MayGoOn($"{what} ({leak.Kind})", Open().Repairs.Preview(leak, Cancellation))) return;
        Show(what);
        WriteObject(Open().Repairs.Mend(leak, Cancellation, Force));
    }
}

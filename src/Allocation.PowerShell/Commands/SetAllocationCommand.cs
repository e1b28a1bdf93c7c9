using System.Management.Automation;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Changes until when numbers are held that were taken directly, and what is noted of them.</summary>
[Cmdlet(VerbsCommon.Set, "Allocation", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationRecord))]
public sealed class SetAllocationCommand : DirectSelectionCmdlet
{
    // What was asked of numbers before, by their reservation ids: a change of one is a change of all that were taken with it.
    private readonly Dictionary<string, Wish> _asked = new(StringComparer.Ordinal);

    private NoteParameters? _notes;

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

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    public string? Description { get; set; }

    /// <summary>Whose it is: a person, a team, a customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Tags to find it by, each key or key=value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString, AllowEmptyCollection]
    [Alias("Tags")]
    [Tags]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Puts out each allocation as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _notes = new NoteParameters(MyInvocation);
        var given = (bool[])[EndDate is not null, Lifetime is not null, NoEndDate];
        if (given.Count(isGiven => isGiven) > 1) Misused("Set-Allocation needs one of -EndDate, -Lifetime and -NoEndDate, not several.");
    }

    private protected override void Act(string reservationId)
    {
        // The numbers of a name come one after the other through the pipeline.
        if (_asked.TryGetValue(reservationId, out var asked) && asked == Asked(asked.Name)) return;
        Act(Open().Direct.LeaseOf(reservationId, Cancellation));
    }

    private protected override void Act(DirectLease lease)
    {
        var wish = Asked(lease.Name);
        foreach (var line in lease.Lines) _asked[line.ReservationId] = wish;
        var notes = Notes(lease.Name);
        var term = EndDate is null && Lifetime is null && !NoEndDate ? null : new LeaseTerm(End: EndDate, Lifetime: Lifetime);
        if (term is null && notes.IsNothing)
        {
            throw new InvalidAllocationException(lease.Name,
                $"There is nothing to change of '{lease.Name}': give -EndDate, -Lifetime, -NoEndDate, -Description, -Owner or -Tag.");
        }

        if (!ShouldProcess(lease.ToString(), term is null ? "Change notes" : Holding())) return;
        var lines = Open().Direct.Change(lease, term, notes, Cancellation);
        if (PassThru) WriteObject(lines, enumerateCollection: true);
    }

    private NoteChange Notes(string name) =>
        _notes!.Read(Description, Owner, Tag, mistake => new InvalidAllocationException(name, mistake));

    private Wish Asked(string name)
    {
        var notes = Notes(name);
        return new Wish(name, notes.Description, notes.Owner, notes.Tags is null ? null : string.Join(',', notes.Tags));
    }

    private string Holding() => EndDate is { } end ? $"Hold until {end.UtcDateTime:u}"
        : Lifetime is { } lifetime ? $"Hold for {lifetime} from now" : "Hold without an end";

    // The end is typed once for all objects of the pipeline; a row may have notes of its own.
    private sealed record Wish(string Name, string? Description, string? Owner, string? Tags);
}

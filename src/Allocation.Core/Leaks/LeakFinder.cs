using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>Finds what a crash left. Changes nothing; a call that may be in flight is never reported.</summary>
internal sealed class LeakFinder
{
    private readonly IAllocationStore _store;
    private readonly IntentLog _intents;
    private readonly IntentInspector _inspector;
    private readonly LedgerComparison _comparison;
    private readonly StuckServices _stuck;
    private readonly UnusedAllocations _unused;

    internal LeakFinder(IAllocationStore store, TimeProvider clock, InventoryDirectory directory, ExternalWork external,
        DefinitionLibrary definitions)
    {
        _store = store;
        _intents = external.Intents;
        _inspector = external.Inspector;
        _comparison = new LedgerComparison(store, clock, directory, external.Intents);
        _stuck = new StuckServices(store, external.Intents, definitions);
        _unused = new UnusedAllocations(store, external.Intents, definitions);
    }

    /// <summary>Everything that is wrong, as it is found. Inventories are asked one after the other; one that does not answer is reported
    /// as a notice, and passed over.</summary>
    public IEnumerable<AllocationLeak> Find(CancellationToken cancellation = default) =>
        OfIntents(cancellation).Concat(_comparison.UnknownToLedger(cancellation)).Concat(_comparison.Expired(cancellation))
            .Concat(Compared(cancellation)).Concat(_stuck.Find(cancellation));

    /// <summary>How many calls to inventories ended unseen and are not settled. No inventory is asked.</summary>
    public int CountSuspects(CancellationToken cancellation = default) =>
        _store.Read(session => session.Intents.All().Count(IsUnsettled), cancellation);

    private bool IsUnsettled(IntentRecord intent) =>
        intent is { IsDismissed: false } && intent.Purpose != IntentPurpose.Release && !_intents.IsInFlight(intent);

    /// <summary>What people dismissed and what is remembered of it. No inventory is asked.</summary>
    public IEnumerable<AllocationLeak> Dismissed(CancellationToken cancellation = default) => _store.Read(
        session =>
            session.Intents.All().Where(i => i.IsDismissed)
            .Select(i => OfDismissed(i, i.ReservationId is { } id ? session.Allocations.Find(id) : null)).ToList(),
        cancellation);

    private static AllocationLeak OfDismissed(IntentRecord intent, AllocationRecord? line)
    {
        var isHeld = intent.Purpose == IntentPurpose.Release && line is { State: AllocationState.Active };
        var isChanged = isHeld && LedgerGuard.Differ(line!.Handle, intent.Handle);
        var kind = isChanged ? LeakKind.ChangedId : isHeld ? LeakKind.UnknownToInventory : LeakKind.UnknownToLedger;
        return Leak(intent, kind, new InventoryEntry(intent.Number!.Value, isHeld ? line!.Handle : intent.Handle),
            1, intent.Note ?? "") with
        {
            ReservationId = intent.ReservationId,
            ListedHandle = isChanged ? intent.Handle : null,
            DismissedAt = intent.Call!.DismissedAt,
        };
    }

    /// <summary>The leak of an id, from those that were found.</summary>
    /// <exception cref="LeakNotFoundException">None of them has it.</exception>
    public static AllocationLeak Select(IEnumerable<AllocationLeak> found, string id) =>
        found.FirstOrDefault(leak => leak.Id == id) ?? throw new LeakNotFoundException(id);

    // A number that its service does not have any more is to be given back, so it need not be marked as taken again.
    private IEnumerable<AllocationLeak> Compared(CancellationToken cancellation)
    {
        var unused = _unused.Find(cancellation).ToList();
        var known = unused.Select(leak => leak.ReservationId).ToHashSet();
        return unused.Concat(_comparison.UnknownExternal(cancellation).Where(leak => !known.Contains(leak.ReservationId)));
    }

    private IEnumerable<AllocationLeak> OfIntents(CancellationToken cancellation)
    {
        var intents = _store.Read(session => session.Intents.All(), cancellation);
        foreach (var intent in intents.Where(IsUnsettled))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var leak in Of(intent, cancellation)) yield return leak;
        }
    }

    private IReadOnlyList<AllocationLeak> Of(IntentRecord intent, CancellationToken cancellation)
    {
        var reason = intent.Note ?? $"{CallerIdentity.Parse(intent.Caller).ForPeople()} ended in the middle of its call";
        IntentFinding finding;
        try
        {
            finding = _inspector.Examine(intent, cancellation);
        }
        catch (AllocationException e)
        {
            var detail = reason.Contains(e.Message, StringComparison.Ordinal)
                ? reason
                : $"{reason.TrimEnd('.')}; the inventory cannot be asked now: {e.Message}";
            return [Leak(intent, LeakKind.Suspect, null, 0, detail)];
        }

        return finding.Certainty switch
        {
            Certainty.Nothing => [],
            Certainty.NotYet or Certainty.Unknowable =>
                [Leak(intent, LeakKind.Suspect, null, 0, $"{reason.TrimEnd('.')}; {finding.Reason}")],
            Certainty.Sure => [Leak(intent, LeakKind.UnknownToLedger, finding.Entries[0], 1, reason)],
            Certainty.Perhaps => finding.Entries
                .Select(e =>
                    Leak(intent, intent.Number is null ? LeakKind.Suspect : LeakKind.UnknownToLedger, e, finding.Entries.Count, reason))
                .ToList(),
        };
    }

    private static AllocationLeak Leak(IntentRecord intent, LeakKind kind, InventoryEntry? entry, int candidates, string detail) => new()
    {
        Kind = kind,
        Pool = intent.Pool,
        Value = entry?.Number,
        Handle = entry?.Id,
        LeaseId = intent.LeaseId,
        LeaseName = intent.LeaseName,
        Attribute = intent.Attribute,
        IntentId = intent.Id,
        Since = intent.CreatedAt,
        Candidates = candidates,
        Detail = candidates > 1 ? $"one of {candidates} candidates; {detail}" : detail,
    };
}

using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>Closes the cases of numbers that an inventory has and the ledger does not know, as a person decided.</summary>
internal sealed class SuspectRepair(IAllocationStore store, InventoryDirectory directory, ExternalWork external, IntentRecovery recovery)
{
    private const int MostNamed = 5;

    /// <summary>
    /// Gives a number back. The inventory is asked again: what a person saw may be out of date, and an intent may only go when
    /// nothing is left that it alone points to.
    /// </summary>
    /// <param name="leak">What was found.</param>
    /// <param name="isChosen">Whether the person named this number of several that are candidates.</param>
    /// <param name="cancellation">Ends the questions.</param>
    public RepairOutcome GiveBack(AllocationLeak leak, bool isChosen, CancellationToken cancellation)
    {
        if (leak.IntentId is null) return GiveBackOwned(leak);
        if (store.Read(session => session.Intents.Find(leak.IntentId), cancellation) is not { } known || external.Intents.IsInFlight(known))
            return Settled(leak);
        var finding = external.Inspector.Examine(known, cancellation);
        var entry = leak.Value is null && finding.Certainty == Certainty.Sure
            ? finding.Entries[0]
            : finding.Entries.FirstOrDefault(e => e.Number == leak.Value && e.Id == leak.Handle);
        if (entry is null && finding.Entries.Count > 0)
            return new(leak, false, $"it must be {Named(finding)}: choose one of these, or dismiss it");
        if (finding.Certainty == Certainty.NotYet) return new(leak, false, $"there is nothing to give back: {finding.Reason}");
        if (entry is null && finding.Certainty == Certainty.Unknowable && !known.IsUnconfirmedRelease)
            return new(leak, false, $"its number is not known: {finding.Reason}; dismiss it if nothing must be freed");
        if (finding.Entries.Count > 1 && !isChosen) return new(leak, false, Ambiguous(finding.Entries.Count));

        if (entry is not null && finding.Entries.Count > 1 && Narrower(known, finding, entry, cancellation) is { } other)
            return new(leak, false,
                $"{entry.Number} is also a candidate for {other.Attribute} of '{other.LeaseName}', which has fewer candidates: first " +
                $"close the leak {AllocationLeak.IdOf(other.Id, entry.Number)}");

        if (store.Run(session => external.Intents.TakeOver(session, known.Id, IntentState.Suspect), cancellation) is not { } intent)
            return Settled(leak);
        using var heartbeat = external.Intents.Hold(intent);
        if (entry is not null) return Outcome(leak, entry, recovery.GiveBack(directory.Get(store, intent.Pool), intent, heartbeat, entry));
        external.Intents.Drop(intent);
        return new(leak, true, "nothing can be given back; it is no longer reported");
    }

    // Of two lost calls the later has fewer candidates. Were its number freed for the earlier one, nothing would point to what that one
    // took.
    private IntentRecord? Narrower(IntentRecord call, IntentFinding finding, InventoryEntry entry, CancellationToken cancellation) => store
        .Read(session => session.Intents.All(), cancellation)
        .Where(other => other.Id != call.Id && other.Pool == call.Pool && other.Purpose == IntentPurpose.Take
            && !external.Intents.IsInFlight(other))
        .FirstOrDefault(other => external.Inspector.Examine(other, cancellation).Entries is var entries
            && entries.Count < finding.Entries.Count && entries.Any(e => e.Number == entry.Number && e.Id == entry.Id));

    /// <summary>What is said of a number that is one of several, where no one was chosen.</summary>
    public static string Ambiguous(int candidates) =>
        $"{candidates} numbers are candidates, and this call can have taken only one of them: choose one on purpose, or dismiss the call";

    public static RepairOutcome Settled(AllocationLeak leak) => new(leak, false, "it is already settled, or its call is under way");

    private static string Named(IntentFinding finding)
    {
        var text = string.Join(" or ", finding.Entries.Take(MostNamed).Select(e => e.Number));
        return finding.Entries.Count > MostNamed ? $"{text} or one of {finding.Entries.Count - MostNamed} others" : text;
    }

    private static RepairOutcome Outcome(AllocationLeak leak, InventoryEntry entry, GivenBack outcome) => outcome switch
    {
        GivenBack.Freed => new(leak, true, $"{entry.Number} was given back"),
        GivenBack.NotKnown => new(leak, true, $"{entry.Number} was no longer taken"),
        GivenBack.Left => new(leak, true, $"{entry.Number} was not freed: the ledger holds it, or another process deals with it"),
    };

    // The inventory says whose it is, and no intent does: a call that took effect after everything was settled.
    private RepairOutcome GiveBackOwned(AllocationLeak leak)
    {
        var inventory = directory.Get(store, leak.Pool!);
        var tag = new InventoryTag(leak.LeaseId, leak.Attribute, leak.Key);
        var entry = new InventoryEntry(leak.Value!.Value, leak.Handle, tag);
        var intent = store.Run(session =>
            LedgerGuard.Holder(session, leak.Pool!, entry) is null
                && (leak.Key is null || session.Allocations.Find(leak.Key) is not { State: AllocationState.Active })
                ? external.Intents.GiveBack(session, inventory, entry, tag, leak.LeaseName)
                : null);
        if (intent is null) return new(leak, false, "the ledger holds it now");
        using var heartbeat = external.Intents.Hold(intent);
        return Outcome(leak, entry, recovery.GiveBack(inventory, intent, heartbeat, entry));
    }
}

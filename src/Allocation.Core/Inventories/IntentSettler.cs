using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>
/// Settles what a crash left: what is found by owner is adopted by its lease or given back; what nobody can be sure of
/// becomes a suspect, for a person to decide. A call that may be in flight is never touched.
/// </summary>
/// <param name="store">Where the intents are.</param>
/// <param name="directory">Finds the inventories.</param>
/// <param name="intents">The intents.</param>
/// <param name="detective">Finds out what a call took.</param>
/// <param name="adopt">Writes a number down for the lease that it was taken for; false when the lease has no use for it any more.</param>
internal sealed class IntentSettler(
    IAllocationStore store,
    InventoryDirectory directory,
    IntentLog intents,
    IntentDetective detective,
    Func<IStoreSession, IntentRecord, InventoryEntry, bool> adopt)
{
    /// <summary>Settles what is open for one lease.</summary>
    public void SettleLease(string leaseId, CancellationToken cancellation)
    {
        foreach (var intent in store.Read(session => session.Intents.OfLease(leaseId), cancellation)) Settle(intent, IntentState.Waiting, cancellation);
    }

    /// <summary>Settles the calls whose process died.</summary>
    public void SettleAbandoned(CancellationToken cancellation)
    {
        foreach (var intent in store.Read(session => session.Intents.All(), cancellation)) Settle(intent, IntentState.Open, cancellation);
    }

    /// <summary>Settles these too that failed before and whose pause is over, and suspects of which nothing is left. How many were settled.</summary>
    public int SettleDue(DateTimeOffset now, CancellationToken cancellation) => store
        .Read(session => session.Intents.All(), cancellation)
        .Count(i => (i.NextTry is not { } next || next <= now) && Settle(i, IntentState.Suspect, cancellation));

    /// <summary>Settles one, unless its call may be in flight or it is further than a state. Whether it is gone.</summary>
    public bool Settle(IntentRecord intent, IntentState upTo, CancellationToken cancellation)
    {
        // A release belongs to its service, which is removed again.
        if (intent.Purpose == IntentPurpose.Release || intent.State > upTo || intents.IsInFlight(intent)) return false;
        if (store.Run(session => intents.TakeOver(session, intent.Id, upTo), cancellation) is not { } ours) return false;
        using var hold = intents.Hold(ours);
        try
        {
            return Conclude(ours, hold, detective.Examine(ours, cancellation));
        }
        catch (AllocationException e) when (e is not StoreUnavailableException)
        {
            intents.Defer(ours, e.Message);
            return false;
        }
        catch (OperationCanceledException)
        {
            intents.Defer(ours, "settling it was broken off");
            throw;
        }
    }

    /// <summary>Gives a number back that never came into the ledger, and settles its intent. False when it was not to be freed, or not taken any more.</summary>
    /// <exception cref="AllocationException">The inventory failed; it is tried again later.</exception>
    /// <param name="inventory">Where it was taken.</param>
    /// <param name="intent">The intent that points to it, held.</param>
    /// <param name="hold">Its heartbeat.</param>
    /// <param name="entry">What was taken.</param>
    /// <param name="late">Whether somebody may have got it since it was taken; right after the call that took it nobody can have, and the store need not be asked.</param>
    public bool GiveBack(IInventory inventory, IntentRecord intent, IntentHold hold, InventoryEntry entry, bool late)
    {
        bool freed;
        try
        {
            // A file says its kind under its lock, so that is asked before.
            var isBare = late && inventory.Kind == InventoryKind.ByValue;
            freed = inventory.Free(entry with { Tag = intent.Tag }, () => intents.IsStillOurs(intent, hold) && !(isBare && HasPassedOn(inventory.Pool, entry.Number)), CancellationToken.None);
        }
        catch (AllocationException cause)
        {
            intents.Defer(intent with { Purpose = IntentPurpose.GiveBack, Number = entry.Number, Handle = entry.Id }, cause.Message);
            throw;
        }

        intents.TryDrop(intent);
        return freed;
    }

    // An earlier try may have freed it without saying so, and somebody may have got it since. The bare number does not tell.
    private bool HasPassedOn(string pool, long number) => store.Read(session => session.Allocations.FindActive(pool, LedgerText.Of(number))) is not null;

    private bool Conclude(IntentRecord ours, IntentHold hold, IntentFinding finding)
    {
        switch (finding.Certainty)
        {
            case Certainty.Nothing:
                intents.Drop(ours);
                return true;
            case Certainty.Sure:
                var entry = finding.Entries[0];
                if (!Adopted(ours, entry)) GiveBack(directory.Get(store, ours.Pool), ours, hold, entry, late: true);
                return true;
            default:
                intents.Suspect(ours, ours.Note ?? $"{CallerIdentity.Parse(ours.Caller).ForPeople()} ended in the middle of its call");
                return false;
        }
    }

    private bool Adopted(IntentRecord ours, InventoryEntry entry) => ours.Purpose == IntentPurpose.Take && store.Run(session =>
        IntentLog.Ours(session, ours) is { } row && adopt(session, row, entry) && session.Intents.Remove(ours.Id));
}

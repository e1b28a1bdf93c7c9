using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Settles what a crash left: what is found by owner is adopted by its lease or given back; what is uncertain
/// becomes a suspect, for a person to decide. A call that may be in flight is never touched.
/// </summary>
/// <param name="store">Where the intents are.</param>
/// <param name="directory">Finds the inventories.</param>
/// <param name="intents">The intents.</param>
/// <param name="inspector">Finds out what a call took.</param>
/// <param name="adopt">Writes a number down for the lease that it was taken for; false when the lease has no use for it any more.</param>
/// <param name="endLostRelease">Ends a line of the ledger whose release succeeded without saying so; false when none is known.</param>
internal sealed class IntentRecovery(
    IAllocationStore store,
    InventoryDirectory directory,
    IntentLog intents,
    IntentInspector inspector,
    Func<IStoreSession, IntentRecord, InventoryEntry, bool> adopt,
    Func<IStoreSession, IntentRecord, IInventory, AllocationRecord, bool> endLostRelease)
{
    /// <summary>Whether nothing is settled, because that would ask inventories.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Settles what is open for one lease.</summary>
    public void SettleLease(string leaseId, CancellationToken cancellation)
    {
        foreach (var intent in store.Read(session => session.Intents.OfLease(leaseId), cancellation))
            Settle(intent, IntentState.Waiting, cancellation);
    }

    /// <summary>Settles the calls whose process died.</summary>
    public void SettleAbandoned(CancellationToken cancellation)
    {
        foreach (var intent in store.Read(session => session.Intents.All(), cancellation)) Settle(intent, IntentState.Open, cancellation);
    }

    /// <summary>Settles these too that failed before and whose pause is over, and suspects of which nothing is left. How many were
    /// settled.</summary>
    public int SettleDue(DateTimeOffset now, CancellationToken cancellation) => store
        .Read(session => session.Intents.All(), cancellation)
        .Count(i => (i.NextTry is not { } next || next <= now) && Settle(i, IntentState.Suspect, cancellation));

    /// <summary>Settles one, unless its call may be in flight or it is further than a state. Whether it is gone.</summary>
    public bool Settle(IntentRecord intent, IntentState upTo, CancellationToken cancellation)
    {
        if (IsPreview) return false;

        // A release belongs to its service, which is removed again.
        intents.EndOverdue(intent);
        if (intent.IsDismissed || intent.Purpose == IntentPurpose.Release || intent.State > upTo || intents.IsInFlight(intent))
            return false;
        if (store.Run(session => intents.TakeOver(session, intent.Id, upTo), cancellation) is not { } ours) return false;
        using var heartbeat = intents.Hold(ours);
        try
        {
            return Conclude(ours, heartbeat, inspector.Examine(ours, cancellation), intent.Caller);
        }
        catch (AllocationException e) when (e is not StoreUnavailableException)
        {
            intents.Defer(ours, e.Message);
            return false;
        }
        catch (OperationCanceledException)
        {
            intents.Defer(ours, "settling it was interrupted");
            throw;
        }
    }

    /// <summary>
    /// Gives a number back that never came into the ledger, and settles its intent. A number that the ledger holds is left,
    /// whatever the inventory found: an earlier try may have freed it without saying so, and another lease may have got it since.
    /// </summary>
    /// <exception cref="AllocationException">The inventory failed; it is tried again later.</exception>
    /// <param name="inventory">Where it was taken.</param>
    /// <param name="intent">The intent that points to it, held.</param>
    /// <param name="heartbeat">Its heartbeat.</param>
    /// <param name="entry">What was taken.</param>
    public GivenBack GiveBack(IInventory inventory, IntentRecord intent, IntentHeartbeat heartbeat, InventoryEntry entry)
    {
        var isLeft = false;
        bool freed;
        try
        {
            freed = intents.Announcing(inventory, intent).Free(entry with { Tag = intent.Tag },
                () => !(isLeft = !IsToBeFreed(inventory, intent, heartbeat, entry)), CancellationToken.None);
            if (!freed && !isLeft && IsStillThere(inventory, intent, entry))
                throw new InventoryFailedException(inventory.Pool, "free",
                    $"it did not know {entry.Number} as taken, but still lists it as taken for '{intent.LeaseName}'");
        }
        catch (AllocationException cause)
        {
            intents.Defer(intent with { Purpose = IntentPurpose.GiveBack, Number = entry.Number, Handle = entry.Id }, cause.Message);
            throw;
        }

        if (isLeft) intents.LeaveToOthers(intent, entry.Number);
        else intents.TryDrop(intent);
        return isLeft ? GivenBack.Left : freed ? GivenBack.Freed : GivenBack.NotKnown;
    }

    private bool IsToBeFreed(IInventory inventory, IntentRecord intent, IntentHeartbeat heartbeat, InventoryEntry entry)
    {
        try
        {
            return intents.IsStillOurs(intent, heartbeat) && IsFreeInLedger(inventory, intent, entry);
        }
        catch (StoreUnavailableException) when (heartbeat.IsFresh && intent.Number == entry.Number)
        {
            // The intent named this number after the ledger was asked, and no other process can have taken the call for a dead one since.
            return true;
        }
    }

    private bool IsFreeInLedger(IInventory inventory, IntentRecord intent, InventoryEntry entry) => store.Run(session =>
    {
        LedgerGuard.RefuseInexact(session, inventory, intent.Tag, entry.Number);
        if (LedgerGuard.Holder(session, inventory.Pool, entry) is not { } holder) return true;

        // By owner it is ours, so the line of another lease is one whose number was given back and the answer was lost.
        return inventory.Kind == InventoryKind.Tagged && endLostRelease(session, intent, inventory, holder);
    });

    private static bool IsStillThere(IInventory inventory, IntentRecord intent, InventoryEntry entry) =>
        inventory.Kind switch
        {
            InventoryKind.Tagged => inventory.CanFind && inventory.Find(intent.Tag, CancellationToken.None)?.Number == entry.Number,
            InventoryKind.ById =>
                inventory.CanList && inventory.List(CancellationToken.None)
                .Any(e => e.Number == entry.Number && e.Id is not null && e.Id == entry.Id),
            InventoryKind.ByValue or InventoryKind.Transactional => false,
        };

    private bool Conclude(IntentRecord ours, IntentHeartbeat heartbeat, IntentFinding finding, string caller) => finding.Certainty switch
    {
        Certainty.Nothing => Dropped(ours),
        Certainty.Sure => AdoptedOrGivenBack(ours, heartbeat, finding.Entries[0]),
        Certainty.NotYet => Awaited(ours, finding, caller),
        Certainty.Perhaps or Certainty.Unknowable => LeftForAPerson(ours, caller),
    };

    private bool Dropped(IntentRecord ours)
    {
        intents.Drop(ours);
        return true;
    }

    private bool AdoptedOrGivenBack(IntentRecord ours, IntentHeartbeat heartbeat, InventoryEntry entry)
    {
        if (!Adopted(ours, entry)) GiveBack(directory.Get(store, ours.Pool), ours, heartbeat, entry);
        return true;
    }

    // Whoever waited for the answer waits no more; what was asked may come all the same.
    private bool Awaited(IntentRecord ours, IntentFinding finding, string caller)
    {
        intents.Await(ours, finding, Reason(ours, caller));
        return false;
    }

    private static string Reason(IntentRecord ours, string caller) =>
        ours.Note ?? $"{CallerIdentity.Parse(caller).ForPeople()} ended in the middle of its call";

    private bool LeftForAPerson(IntentRecord ours, string caller)
    {
        intents.Suspect(ours, Reason(ours, caller));
        return false;
    }

    private bool Adopted(IntentRecord ours, InventoryEntry entry) => ours.Purpose == IntentPurpose.Take && store.Run(session =>
        IntentLog.Ours(session, ours) is { } row && adopt(session, row, entry) && session.Intents.Remove(ours.Id));
}

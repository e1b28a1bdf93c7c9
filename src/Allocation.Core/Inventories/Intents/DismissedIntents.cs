using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Remembers what people dismissed, as intents that are not settled, so that it is not found again. A difference about a number in use is
/// remembered as its release, which the removal of its service takes up; everything else as a number to give back.
/// </summary>
internal sealed class DismissedIntents(IIdSource ids, TimeProvider clock)
{
    /// <summary>Dismisses the case of an intent.</summary>
    public void Close(IStoreSession session, IntentRecord intent) => session.Intents.Update(Closed(intent));

    /// <summary>Dismisses a case that no intent is about.</summary>
    public void Add(
        IStoreSession session,
        IntentPurpose purpose,
        string pool,
        InventoryEntry entry,
        string? reservationId,
        Lease lease,
        string note) =>
        session.Intents.Add(Closed(new IntentRecord
        {
            Id = entry.Tag?.Key ?? ids.Next(),
            Purpose = purpose,
            Pool = pool,
            Number = entry.Number,
            Handle = entry.Id,
            ReservationId = reservationId,
            LeaseId = lease.Id,
            LeaseName = lease.Name,
            LeaseKind = lease.Kind,
            Attribute = entry.Tag?.Attribute,
            Caller = CallerIdentity.Current.ToString(),
            Heartbeat = clock.Now(),
            CreatedAt = clock.Now(),
            Note = note,
        }));

    /// <summary>Opens a dismissed case again: the id of its intent, which is gone for a difference about a number in use. Null when it is
    /// not remembered any more.</summary>
    public static string? Reopen(IStoreSession session, string id, IInventory inventory)
    {
        if (session.Intents.Lock(id) is not { IsDismissed: true } row) return null;
        if (row.Purpose == IntentPurpose.Release)
        {
            session.Intents.Remove(id);
            return id;
        }

        var open = row with { Call = row.Call! with { DismissedAt = null } };
        if (!row.IsUnconfirmedRelease || inventory.CanList || inventory.CanFind || session.Intents.Find(row.ReservationId!) is not null)
        {
            session.Intents.Update(open);
            return id;
        }

        // The inventory cannot tell whether it still has what the ledger ended, so the number is given back like one that never came into
        // the ledger, under the key that the inventory knows.
        session.Intents.Remove(id);
        session.Intents.Add(open with { Id = row.ReservationId!, ReservationId = null });
        return row.ReservationId;
    }

    private IntentRecord Closed(IntentRecord intent) => intent with
    {
        State = IntentState.Suspect,
        NextTry = null,
        Call = (intent.Call ?? new IntentCall()) with { DismissedAt = clock.Now() },
    };
}

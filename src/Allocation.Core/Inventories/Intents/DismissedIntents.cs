using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Remembers what people dismissed, as intents that nobody settles, so that it is not found again. A difference about a number in use is
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

    /// <summary>Opens a dismissed case again. False when it is not remembered any more.</summary>
    public static bool Reopen(IStoreSession session, string id) => session.Intents.Lock(id) is { IsDismissed: true } row
        && (row.Purpose == IntentPurpose.Release
            ? session.Intents.Remove(id)
            : session.Intents.Update(row with { Call = row.Call! with { DismissedAt = null } }));

    private IntentRecord Closed(IntentRecord intent) => intent with
    {
        State = IntentState.Suspect,
        NextTry = null,
        Call = (intent.Call ?? new IntentCall()) with { DismissedAt = clock.Now() },
    };
}

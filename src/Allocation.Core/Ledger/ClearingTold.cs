using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Ledger;

/// <summary>Tells of a removal of old records, which takes many transactions: to who waits for it, and in one event, which each transaction
/// brings up to date. So the event is true also when the removal is interrupted.</summary>
/// <param name="before">What was over before this is removed.</param>
/// <param name="progress">Called after each transaction with how many records are removed so far; or null.</param>
internal sealed class ClearingTold(DateTimeOffset before, Action<long>? progress)
{
    private EventPosition? _event;
    private (EventPosition? Event, long Count) _open;

    /// <summary>How many records are removed.</summary>
    public long Removed { get; private set; }

    /// <summary>Says within a transaction how many records it removes.</summary>
    /// <returns>That number.</returns>
    public int Within(IStoreSession session, int count)
    {
        _open = (_event, 0);
        if (count == 0) return 0;
        if (_event is { } former) session.Events.Remove(former);
        _open = (Recorded.Say(session, EventKind.Cleared, EventSubject.History, "history",
            new EventChange("EndedBefore", null, LedgerText.Of(before)),
            new EventChange("Records", null, LedgerText.Of(Removed + count))), count);
        return count;
    }

    /// <summary>Says that the transaction was committed.</summary>
    public void Committed()
    {
        _event = _open.Event;
        Removed += _open.Count;
        progress?.Invoke(Removed);
    }
}

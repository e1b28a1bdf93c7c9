using Allocation.Core.Ledger;

namespace Allocation.Core.Storage.Events;

/// <summary>A session of a store that records who changed what. A session without this interface records nothing.</summary>
internal interface IRecordedSession
{
    /// <summary>The rows without recording: for writes that one event tells of together.</summary>
    IStoreSession Unrecorded { get; }

    /// <summary>Says what the transaction does, where the rows do not say it: the event takes the place of those of the rows.</summary>
    /// <returns>Its place.</returns>
    EventPosition Say(EventKind kind, EventSubject subject, string name, IReadOnlyList<EventChange> changes);

    /// <summary>Says that a difference about an allocation was repaired.</summary>
    void SayRepaired(AllocationRecord held, IReadOnlyList<EventChange> changes);
}

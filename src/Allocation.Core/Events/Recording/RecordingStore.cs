using System.Collections.Concurrent;
using Allocation.Core.Storage;

namespace Allocation.Core.Events.Recording;

/// <summary>
/// A store that writes down who changed what, in the transaction of the change. What is written is found in the rows that pass through,
/// so no act can forget it; a transaction that runs again begins anew, so each act is written down once.
/// </summary>
internal sealed class RecordingStore(IAllocationStore inner, EventSource source, TimeProvider clock) : StoreAround(inner)
{
    private readonly EventSource _source = source with { Ids = source.Ids ?? new TimeOrderedIds(clock) };

    // What a request makes outside of the store takes several transactions, and the first alone writes down its id.
    private readonly ConcurrentDictionary<string, string> _requests = new();

    /// <inheritdoc/>
    public override T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => Inner.Run(
        session =>
        {
            var recording = new RecordingSession(session, _source, clock, _requests);
            var result = work(recording);
            recording.Finish();
            return result;
        },
        cancellation);
}

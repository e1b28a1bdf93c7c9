using Allocation.Core.Events.Recording;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Events;

/// <summary>What events say of where they come from.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Command">The cmdlet or command; empty where none was said.</param>
/// <param name="Ids">Makes ids of events; time-ordered UUIDs when null.</param>
internal sealed record EventSource(EventActor Actor, string Command, IIdSource? Ids = null)
{
    /// <summary>A command of this process.</summary>
    public static EventSource Of(string command) => new(EventActor.Current, command);

    /// <summary>A store whose changes are recorded so.</summary>
    public IAllocationStore Over(IAllocationStore store) => new RecordingStore(store, this, store.Clock);
}

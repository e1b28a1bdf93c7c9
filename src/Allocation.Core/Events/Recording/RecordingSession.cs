using System.Collections.Concurrent;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>A transaction whose changes are written down at its end.</summary>
internal sealed class RecordingSession : IStoreSession, IRecordedSession
{
    private readonly IStoreSession _inner;
    private readonly Recorder _recorder;

    public RecordingSession(IStoreSession inner, EventSource source, TimeProvider clock, ConcurrentDictionary<string, string> requests)
    {
        _inner = inner;
        _recorder = new Recorder(inner, source, clock, requests);
        Pools = new RecordedPools(inner.Pools, _recorder);
        Allocations = new RecordedAllocations(inner.Allocations, _recorder);
        Services = new RecordedServices(inner.Services, _recorder);
        Notes = new RecordedNotes(inner.Notes, _recorder);
        Requests = new RecordedRequests(inner.Requests, _recorder);
        Definitions = new RecordedDefinitions(inner.Definitions, _recorder);
        Intents = new RecordedIntents(inner.Intents, _recorder);
        Inventories = new RecordedInventories(inner.Inventories, _recorder);
        ResourcePools = new RecordedResourcePools(inner.ResourcePools, _recorder);
        Resources = new RecordedResources(inner.Resources, _recorder);
        Tickets = new RecordedTickets(inner.Tickets, _recorder);
    }

    public IPoolRows Pools { get; }

    public IFreeRangeRows FreeRanges => _inner.FreeRanges;

    public ICoolingRows Cooling => _inner.Cooling;

    public IAllocationRows Allocations { get; }

    public IServiceRows Services { get; }

    public IServiceHistoryRows History => _inner.History;

    public IDefinitionRows Definitions { get; }

    public INoteRows Notes { get; }

    public IRequestRows Requests { get; }

    public IIntentRows Intents { get; }

    public IInventoryRows Inventories { get; }

    public IResourcePoolRows ResourcePools { get; }

    public IResourceRows Resources { get; }

    public ITicketRows Tickets { get; }

    public IQueueRows Queue => _inner.Queue;

    public IEventRows Events => _inner.Events;

    /// <inheritdoc/>
    public IStoreSession Unrecorded => _inner;

    /// <inheritdoc/>
    public EventPosition Say(EventKind kind, EventSubject subject, string name, IReadOnlyList<EventChange> changes) =>
        _recorder.Say(kind, subject, name, changes);

    /// <inheritdoc/>
    public void SayRepaired(AllocationRecord held, IReadOnlyList<EventChange> changes) => _recorder.SayRepaired(held, changes);

    /// <summary>Writes down what was changed; the last call before the commit.</summary>
    public void Finish() => _recorder.Write();
}

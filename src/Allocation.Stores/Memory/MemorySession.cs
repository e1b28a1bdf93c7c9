using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

/// <summary>One transaction: its own state, which the store takes over at the commit or forgets.</summary>
internal sealed class MemorySession : IStoreSession
{
    private readonly bool _writable;
    private MemoryState _state;
    private bool _ended;

    public MemorySession(MemoryState state, bool writable)
    {
        _state = state;
        _writable = writable;
        Pools = new MemoryPoolRows(this);
        FreeRanges = new MemoryFreeRangeRows(this);
        Cooling = new MemoryCoolingRows(this);
        Allocations = new MemoryAllocationRows(this);
        Services = new MemoryServiceRows(this);
        Notes = new MemoryNoteRows(this);
        Requests = new MemoryRequestRows(this);
        Intents = new MemoryIntentRows(this);
        Inventories = new MemoryInventoryRows(this);
        ResourcePools = new MemoryResourcePoolRows(this);
        Resources = new MemoryResourceRows(this);
        Tickets = new MemoryTicketRows(this);
        Queue = new MemoryQueueRows(this);
        History = new MemoryServiceHistoryRows(this);
        Definitions = new MemoryDefinitionRows(this);
        Events = new MemoryEventRows(this);
    }

    public IPoolRows Pools { get; }

    public IFreeRangeRows FreeRanges { get; }

    public ICoolingRows Cooling { get; }

    public IAllocationRows Allocations { get; }

    public IServiceRows Services { get; }

    public INoteRows Notes { get; }

    public IRequestRows Requests { get; }

    public IIntentRows Intents { get; }

    public IInventoryRows Inventories { get; }

    public IResourcePoolRows ResourcePools { get; }

    public IResourceRows Resources { get; }

    public ITicketRows Tickets { get; }

    public IQueueRows Queue { get; }

    public IServiceHistoryRows History { get; }

    public IDefinitionRows Definitions { get; }

    public IEventRows Events { get; }

    /// <summary>The state as this session sees it.</summary>
    /// <exception cref="InvalidOperationException">The session is over, or is written to although it only reads.</exception>
    public MemoryState State
    {
        get => _ended ? throw new InvalidOperationException("The session is over.") : _state;
        set => _state = !_ended && _writable ? value : throw new InvalidOperationException("This session only reads, or is over.");
    }

    /// <summary>Answers a query about a state.</summary>
    public static T Read<T>(MemoryState state, Func<IStoreSession, T> query)
    {
        var session = new MemorySession(state, writable: false);
        try
        {
            return query(session);
        }
        finally
        {
            session.End();
        }
    }

    public void End() => _ended = true;
}

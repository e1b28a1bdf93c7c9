using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Services;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;

namespace Allocation.Stores.Memory;

/// <summary>Everything a store holds, at one moment. To add a kind of row, add its indexes here.</summary>
/// <param name="Load">By what it is filled now; null when it never changes.</param>
internal sealed record MemoryState(MemoryLoad? Load = null)
{
    public static MemoryState Empty { get; } = new();

    /// <summary>By name key.</summary>
    public MemoryIndex<string, NumberPool> Pools { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>Those of the addresses of a subnet, by the subnet's reservation id and name key.</summary>
    public MemoryIndex<(string Parent, string NameKey), NumberPool> PoolsByParent { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>By pool and first number.</summary>
    public MemoryIndex<(string Pool, long From), FreeRange> FreeRanges { get; init; } = new(KeyOrder.TextNumber, Load);

    /// <summary>By pool, moment of release and first number.</summary>
    public MemoryIndex<(string Pool, long Freed, long From), FreeRange> FreeByAge { get; init; } = new(KeyOrder.TextNumberNumber, Load);

    /// <summary>By pool and number.</summary>
    public MemoryIndex<(string Pool, long Number), CoolingNumber> Cooling { get; init; } = new(KeyOrder.TextNumber, Load);

    /// <summary>By pool, moment from which it is free, and number.</summary>
    public MemoryIndex<(string Pool, long Ready, long Number), CoolingNumber> CoolingByReady { get; init; } =
        new(KeyOrder.TextNumberNumber, Load);

    /// <summary>By reservation id.</summary>
    public MemoryIndex<string, AllocationRecord> Allocations { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By pool, number, resource id and reservation id: the order of the ledger.</summary>
    public MemoryIndex<(string Pool, long Number, string Resource, string Reservation), AllocationRecord> Ledger { get; init; } =
        new(KeyOrder.Ledger, Load);

    /// <summary>Active ones by pool and resource id.</summary>
    public MemoryIndex<(string Pool, string Resource), AllocationRecord> Active { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>Active ones with a number, by pool and number.</summary>
    public MemoryIndex<(string Pool, long Number, string Resource, string Reservation), AllocationRecord> ActiveNumbers { get; init; } =
        new(KeyOrder.Ledger, Load);

    /// <summary>By lease and reservation id.</summary>
    public MemoryIndex<(string Lease, string Reservation), AllocationRecord> ByLease { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>Active ones that were taken directly, by name key and reservation id.</summary>
    public MemoryIndex<(string NameKey, string Reservation), AllocationRecord> Direct { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>By id.</summary>
    public MemoryIndex<string, ServiceInstance> Services { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By name key and id.</summary>
    public MemoryIndex<(string NameKey, string Id), ServiceInstance> ServicesByName { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>Living ones by definition and name key.</summary>
    public MemoryIndex<(string Definition, string NameKey), ServiceInstance> Living { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>By service and id.</summary>
    public MemoryIndex<(string Service, string Id), ServiceHistoryRecord> History { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>By name key and version.</summary>
    public MemoryIndex<(string NameKey, long Version), DefinitionRecord> Definitions { get; init; } = new(KeyOrder.TextNumber, Load);

    /// <summary>By kind and key of what they are about; only where there are some.</summary>
    public MemoryIndex<(string Kind, string Key), NoteSet> Notes { get; init; } = new(KeyOrder.TextText, Load);

    /// <summary>By request id.</summary>
    public MemoryIndex<string, RequestRecord> Requests { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By id.</summary>
    public MemoryIndex<string, IntentRecord> Intents { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By name key.</summary>
    public MemoryIndex<string, InventoryRegistration> Inventories { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By name key.</summary>
    public MemoryIndex<string, ResourcePool> ResourcePools { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By id.</summary>
    public MemoryIndex<long, PoolResource> Resources { get; init; } = new(KeyOrder.Number, Load);

    /// <summary>By name and id.</summary>
    public MemoryIndex<(string Name, long Id), PoolResource> ResourcesByName { get; init; } = new(KeyOrder.TextNumber, Load);

    /// <summary>Living ones by id.</summary>
    public MemoryIndex<long, PoolResource> LivingResources { get; init; } = new(KeyOrder.Number, Load);

    /// <summary>Those that can be given, by tag key, sandbox and id.</summary>
    public MemoryIndex<(string TagKey, string Sandbox, long Id), PoolResource> ReadyResources { get; init; } =
        new(KeyOrder.TextTextNumber, Load);

    /// <summary>By id.</summary>
    public MemoryIndex<long, ResourceTicket> Tickets { get; init; } = new(KeyOrder.Number, Load);

    /// <summary>Open ones by id.</summary>
    public MemoryIndex<long, ResourceTicket> OpenTickets { get; init; } = new(KeyOrder.Number, Load);

    /// <summary>Those that wait, by tag key and id.</summary>
    public MemoryIndex<(string TagKey, long Id), ResourceTicket> WaitingTickets { get; init; } = new(KeyOrder.TextNumber, Load);

    /// <summary>Those that wait, by tag key, sandbox and id.</summary>
    public MemoryIndex<(string TagKey, string Sandbox, long Id), ResourceTicket> WaitingBySandbox { get; init; } =
        new(KeyOrder.TextTextNumber, Load);

    /// <summary>Open ones that expire, by that moment and id.</summary>
    public MemoryIndex<(long Ticks, long Id), ResourceTicket> TicketExpiries { get; init; } = new(KeyOrder.NumberNumber, Load);

    /// <summary>What tickets and resources share.</summary>
    public QueueState Queue { get; init; } = QueueState.Initial;

    /// <summary>By id.</summary>
    public MemoryIndex<string, ManagerRecord> Managers { get; init; } = new(KeyOrder.Text, Load);

    /// <summary>By time and id.</summary>
    public MemoryIndex<(long Ticks, string Id), AllocationEvent> Events { get; init; } = new(KeyOrder.NumberText, Load);
}

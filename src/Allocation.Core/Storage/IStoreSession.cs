using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Storage;

/// <summary>One transaction: the rows, by what they are. Valid only within the call that handed it out.</summary>
public interface IStoreSession
{
    /// <summary>Number pools.</summary>
    IPoolRows Pools { get; }

    /// <summary>What is free in number pools.</summary>
    IFreeRangeRows FreeRanges { get; }

    /// <summary>Numbers that wait for their reuse delay.</summary>
    ICoolingRows Cooling { get; }

    /// <summary>The ledger.</summary>
    IAllocationRows Allocations { get; }

    /// <summary>Service instances.</summary>
    IServiceRows Services { get; }

    /// <summary>What happened to service instances.</summary>
    IServiceHistoryRows History { get; }

    /// <summary>Service definitions.</summary>
    IDefinitionRows Definitions { get; }

    /// <summary>What people note of pools and leases.</summary>
    INoteRows Notes { get; }

    /// <summary>Request ids that were used.</summary>
    IRequestRows Requests { get; }

    /// <summary>Calls to inventories that are not settled.</summary>
    IIntentRows Intents { get; }

    /// <summary>Registered inventories.</summary>
    IInventoryRows Inventories { get; }

    /// <summary>Resource pools.</summary>
    IResourcePoolRows ResourcePools { get; }

    /// <summary>Resources of resource pools.</summary>
    IResourceRows Resources { get; }

    /// <summary>Tickets.</summary>
    ITicketRows Tickets { get; }

    /// <summary>What tickets and resources share.</summary>
    IQueueRows Queue { get; }

    /// <summary>Who changed what, when.</summary>
    IEventRows Events { get; }
}

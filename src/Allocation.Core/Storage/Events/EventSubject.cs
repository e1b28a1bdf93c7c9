namespace Allocation.Core.Storage.Events;

/// <summary>What an event is about.</summary>
public enum EventSubject
{
    /// <summary>A pool of numbers.</summary>
    Pool,

    /// <summary>A pool of resources.</summary>
    ResourcePool,

    /// <summary>A service.</summary>
    Service,

    /// <summary>What was taken directly under a name.</summary>
    Direct,

    /// <summary>Numbers that a file which was imported marks as used.</summary>
    Import,

    /// <summary>A ticket.</summary>
    Ticket,

    /// <summary>A resource of a resource pool.</summary>
    Resource,

    /// <summary>A service definition.</summary>
    Definition,

    /// <summary>An external inventory.</summary>
    Inventory,

    /// <summary>A difference between the ledger and an inventory.</summary>
    Leak,

    /// <summary>The history of the ledger.</summary>
    History,

    /// <summary>The whole store.</summary>
    Store,
}

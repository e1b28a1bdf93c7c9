namespace Allocation.Core.Errors;

/// <summary>Every way in which Allocation refuses or fails. The name is the stable error id that scripts match on.</summary>
public enum ErrorKind
{
    /// <summary>No pool has that name.</summary>
    PoolNotFound,
    /// <summary>A pool of that name already exists; names are compared without case.</summary>
    PoolExists,
    /// <summary>Every number or resource of the pool is held, cooling down or excluded; or fewer are free than were asked for, or not so
    /// many in a row.</summary>
    PoolExhausted,
    /// <summary>The pool, or a number that the change would cut off, is held.</summary>
    PoolInUse,
    /// <summary>The pool's name, range, exclusions or settings make no pool.</summary>
    InvalidPool,
    /// <summary>A VLAN pool file is missing, unreadable or damaged; it is left unchanged.</summary>
    InvalidPoolFile,
    /// <summary>Another program holds the lock of a VLAN pool file; nothing was changed, and it passes.</summary>
    PoolFileBusy,
    /// <summary>Exactly this value was asked for, and another lease holds it or it still cools down.</summary>
    ValueTaken,
    /// <summary>Exactly this value was asked for, and the pool does not have it or excludes it.</summary>
    ValueOutOfRange,
    /// <summary>A living service of that name already exists.</summary>
    ServiceExists,
    /// <summary>No living service has that name or id.</summary>
    ServiceNotFound,
    /// <summary>The name or an attribute of a service is not acceptable.</summary>
    InvalidService,
    /// <summary>A service definition has mistakes.</summary>
    InvalidDefinition,
    /// <summary>No service definition has that name.</summary>
    DefinitionNotFound,
    /// <summary>Services use the definition.</summary>
    DefinitionInUse,
    /// <summary>This process has no allocator of that name.</summary>
    AllocatorNotFound,
    /// <summary>The lifecycle has no such edge from the state the instance is in.</summary>
    IllegalTransition,
    /// <summary>The instance was changed since the caller read it.</summary>
    VersionConflict,
    /// <summary>The ledger has no such allocation.</summary>
    AllocationNotFound,
    /// <summary>Numbers that were taken directly hold that name in that pool already.</summary>
    AllocationExists,
    /// <summary>What is asked for directly is not acceptable, or an allocation is not one that was taken directly.</summary>
    InvalidAllocation,
    /// <summary>An allocator of a service failed; the error says which, why, and what became of the rest.</summary>
    AllocationFailed,
    /// <summary>What a service holds, or an update replaced, could not be given back; it stays held, and the message says in which state
    /// the service is.</summary>
    ReleaseFailed,
    /// <summary>No inventory is registered under that name.</summary>
    InventoryNotFound,
    /// <summary>There is no such leak, or none any more.</summary>
    LeakNotFound,
    /// <summary>A leak was left unchanged.</summary>
    LeakNotMended,
    /// <summary>A foreign inventory answered with an error, garbage, or not at all.</summary>
    InventoryFailed,
    /// <summary>A tag, the sandbox or the lifetime of a ticket is not acceptable.</summary>
    InvalidTicket,
    /// <summary>No ticket has that id.</summary>
    TicketNotFound,
    /// <summary>The ticket is closed.</summary>
    TicketClosed,
    /// <summary>The ticket's resource failed.</summary>
    TicketFailed,
    /// <summary>A bounded wait ended before what it waited for.</summary>
    WaitTimeout,
    /// <summary>No resource has that id or name.</summary>
    ResourceNotFound,
    /// <summary>The request id was used before, with other arguments.</summary>
    RequestConflict,
    /// <summary>The store cannot be reached, opened or written.</summary>
    StoreUnavailable,
    /// <summary>Others changed the same rows for longer than retrying lasts.</summary>
    StoreConflict,
    /// <summary>What is there is no store, or a damaged one.</summary>
    StoreCorrupt,
    /// <summary>The store was written by a newer version of Allocation.</summary>
    StoreTooNew,
    /// <summary>The text is not the address of a store.</summary>
    InvalidStore,
    /// <summary>The destination of a copy or an import already holds data.</summary>
    StoreNotEmpty,
    /// <summary>A token of the server of that name already exists.</summary>
    TokenExists,
    /// <summary>No token of the server has that name.</summary>
    TokenNotFound,
    /// <summary>The name or the end of a token is not acceptable, or the file of tokens is damaged or may be read by others.</summary>
    InvalidToken,
    /// <summary>The caller may not use that pool.</summary>
    PoolForbidden,
}

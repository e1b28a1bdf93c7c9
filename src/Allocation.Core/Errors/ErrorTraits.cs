using static Allocation.Core.Errors.ErrorKind;

namespace Allocation.Core.Errors;

/// <summary>What an error means for the rest of a run, as a table: both front ends ask here.</summary>
internal static class ErrorTraits
{
    /// <summary>Whether nothing further can succeed after such an error, so that it ends the whole run; any other ends one item.</summary>
    public static bool EndsAll(ErrorKind kind) => kind switch
    {
        StoreUnavailable or StoreConflict or StoreCorrupt or StoreTooNew or InvalidStore or StoreNotEmpty => true,
        PoolNotFound or PoolExists or PoolExhausted or PoolInUse or InvalidPool => false,
        InvalidPoolFile or PoolFileBusy => false,
        ValueTaken or ValueOutOfRange => false,
        ServiceExists or ServiceNotFound or InvalidService or InvalidDefinition or IllegalTransition or VersionConflict => false,
        DefinitionNotFound or DefinitionInUse or AllocatorNotFound => false,
        AllocationNotFound or AllocationExists or InvalidAllocation or AllocationFailed or ReleaseFailed => false,
        InventoryNotFound or InventoryFailed or LeakNotFound or LeakNotMended => false,
        InvalidTicket or TicketNotFound or TicketClosed or TicketFailed or WaitTimeout => false,
        ResourceNotFound or RequestConflict => false,
        TokenExists or TokenNotFound or InvalidToken or PoolForbidden => false,
    };

    /// <summary>Whether what is missing may be in another store, so that it helps to say which store was used, and why.</summary>
    public static bool DependsOnStore(AllocationException error) => IsMissing(error) || IsMissing(error.InnerException);

    private static bool IsMissing(Exception? error) =>
        error is PoolNotFoundException or InventoryNotFoundException or DefinitionNotFoundException or AllocationNotFoundException
            or ServiceNotFoundException { Ended: null, Other: null } or TicketNotFoundException or ResourceNotFoundException;
}

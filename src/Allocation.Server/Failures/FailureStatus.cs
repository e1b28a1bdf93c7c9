using Allocation.Core.Errors;
using static Allocation.Core.Errors.ErrorKind;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Allocation.Server.Failures;

/// <summary>The status of HTTP for each kind of error, as a table.</summary>
internal static class FailureStatus
{
    /// <summary>The status. 409 is for what another state of the store would allow, 503 for what passes by itself.</summary>
    public static int Of(ErrorKind kind) => kind switch
    {
        InvalidPool or InvalidPoolFile or InvalidService or InvalidDefinition or InvalidAllocation or InvalidTicket => Status400BadRequest,
        ValueOutOfRange or InvalidToken or InvalidStore => Status400BadRequest,
        PoolForbidden => Status403Forbidden,
        PoolNotFound or ServiceNotFound or DefinitionNotFound or AllocatorNotFound or AllocationNotFound => Status404NotFound,
        TokenNotFound or InventoryNotFound or LeakNotFound or TicketNotFound or ResourceNotFound => Status404NotFound,
        PoolExists or PoolExhausted or PoolInUse or ValueTaken or ServiceExists or DefinitionInUse => Status409Conflict,
        IllegalTransition or AllocationExists or AllocationFailed or LeakNotMended => Status409Conflict,
        TicketClosed or TicketFailed or StoreNotEmpty or TokenExists => Status409Conflict,
        VersionConflict => Status412PreconditionFailed,
        RequestConflict => Status422UnprocessableEntity,
        WaitTimeout => Status408RequestTimeout,
        StoreCorrupt or StoreTooNew => Status500InternalServerError,
        ReleaseFailed or InventoryFailed => Status502BadGateway,
        PoolFileBusy or StoreUnavailable or StoreConflict => Status503ServiceUnavailable,
    };
}

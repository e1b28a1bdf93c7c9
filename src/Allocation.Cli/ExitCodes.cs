using Allocation.Core.Errors;

namespace Allocation.Cli;

/// <summary>What the process ends with: the one table. Codes are part of the interface; none is ever given another meaning.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Ok = 0;

    /// <summary>Something that was not foreseen.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>A file or standard output could not be read or written.</summary>
    public const int FileFailed = 3;

    /// <summary>Ended by Ctrl+C, a request to terminate, or the answer no.</summary>
    public const int Cancelled = 130;

    /// <summary>The code of each kind of error.</summary>
    public static IReadOnlyDictionary<ErrorKind, int> ByKind { get; } = new Dictionary<ErrorKind, int>
    {
        [ErrorKind.PoolNotFound] = 10,
        [ErrorKind.PoolExists] = 11,
        [ErrorKind.PoolExhausted] = 12,
        [ErrorKind.PoolInUse] = 13,
        [ErrorKind.InvalidPool] = 14,
        [ErrorKind.InvalidPoolFile] = 15,
        [ErrorKind.ValueTaken] = 16,
        [ErrorKind.ValueOutOfRange] = 17,
        [ErrorKind.ServiceExists] = 18,
        [ErrorKind.ServiceNotFound] = 19,
        [ErrorKind.InvalidService] = 20,
        [ErrorKind.InvalidDefinition] = 21,
        [ErrorKind.IllegalTransition] = 22,
        [ErrorKind.VersionConflict] = 23,
        [ErrorKind.AllocationNotFound] = 24,
        [ErrorKind.AllocationFailed] = 25,
        [ErrorKind.ReleaseFailed] = 26,
        [ErrorKind.InventoryFailed] = 27,
        [ErrorKind.TicketNotFound] = 28,
        [ErrorKind.TicketClosed] = 29,
        [ErrorKind.TicketFailed] = 30,
        [ErrorKind.WaitTimeout] = 31,
        [ErrorKind.ResourceNotFound] = 32,
        [ErrorKind.RequestConflict] = 33,
        [ErrorKind.StoreUnavailable] = 34,
        [ErrorKind.StoreConflict] = 35,
        [ErrorKind.StoreCorrupt] = 36,
        [ErrorKind.StoreTooNew] = 37,
        [ErrorKind.InvalidTicket] = 38,
        [ErrorKind.PoolFileBusy] = 39,
        [ErrorKind.InventoryNotFound] = 40,
        [ErrorKind.LeakNotFound] = 41,
        [ErrorKind.LeakNotMended] = 42,
        [ErrorKind.AllocationExists] = 43,
        [ErrorKind.InvalidAllocation] = 44,
        [ErrorKind.DefinitionNotFound] = 45,
        [ErrorKind.DefinitionInUse] = 46,
        [ErrorKind.AllocatorNotFound] = 47,
        [ErrorKind.InvalidStore] = 48,
        [ErrorKind.StoreNotEmpty] = 49,
        [ErrorKind.TokenExists] = 50,
        [ErrorKind.TokenNotFound] = 51,
        [ErrorKind.InvalidToken] = 52,
        [ErrorKind.PoolForbidden] = 53,
    };
}

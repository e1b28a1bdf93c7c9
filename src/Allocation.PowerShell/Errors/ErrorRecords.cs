using System.Management.Automation;
using Allocation.Core.Errors;
using static Allocation.Core.Errors.ErrorKind;

namespace Allocation.PowerShell.Errors;

/// <summary>The one table from what the core raises to what PowerShell shows: stable id, category, target.</summary>
internal static class ErrorRecords
{
    // The view of an error puts all in one line where a script is named above it.
    private const string FileMistakes = "System.Management.Automation.ErrorRecord#FileMistakes";

    /// <summary>The record of parameters that do not go together.</summary>
    public static ErrorRecord OfUsage(string reason) =>
        new(new PSArgumentException(reason), "Usage", ErrorCategory.InvalidArgument, null);

    /// <summary>The category of every error; the id is the name of its kind.</summary>
    public static IReadOnlyDictionary<ErrorKind, ErrorCategory> Categories { get; } = new Dictionary<ErrorKind, ErrorCategory>
    {
        [PoolNotFound] = ErrorCategory.ObjectNotFound,
        [PoolExists] = ErrorCategory.ResourceExists,
        [PoolExhausted] = ErrorCategory.LimitsExceeded,
        [PoolInUse] = ErrorCategory.ResourceBusy,
        [InvalidPool] = ErrorCategory.InvalidArgument,
        [InvalidPoolFile] = ErrorCategory.InvalidData,
        [PoolFileBusy] = ErrorCategory.ResourceBusy,
        [ValueTaken] = ErrorCategory.ResourceExists,
        [ValueOutOfRange] = ErrorCategory.InvalidArgument,
        [ServiceExists] = ErrorCategory.ResourceExists,
        [ServiceNotFound] = ErrorCategory.ObjectNotFound,
        [InvalidService] = ErrorCategory.InvalidArgument,
        [InvalidDefinition] = ErrorCategory.InvalidArgument,
        [DefinitionNotFound] = ErrorCategory.ObjectNotFound,
        [DefinitionInUse] = ErrorCategory.ResourceBusy,
        [AllocatorNotFound] = ErrorCategory.ObjectNotFound,
        [IllegalTransition] = ErrorCategory.InvalidOperation,
        [VersionConflict] = ErrorCategory.InvalidOperation,
        [AllocationNotFound] = ErrorCategory.ObjectNotFound,
        [AllocationExists] = ErrorCategory.ResourceExists,
        [InvalidAllocation] = ErrorCategory.InvalidArgument,
        [AllocationFailed] = ErrorCategory.ResourceUnavailable,
        [ReleaseFailed] = ErrorCategory.CloseError,
        [InventoryFailed] = ErrorCategory.InvalidResult,
        [InventoryNotFound] = ErrorCategory.ObjectNotFound,
        [LeakNotFound] = ErrorCategory.ObjectNotFound,
        [LeakNotMended] = ErrorCategory.InvalidOperation,
        [InvalidTicket] = ErrorCategory.InvalidArgument,
        [TicketNotFound] = ErrorCategory.ObjectNotFound,
        [TicketClosed] = ErrorCategory.InvalidOperation,
        [TicketFailed] = ErrorCategory.InvalidResult,
        [WaitTimeout] = ErrorCategory.OperationTimeout,
        [ResourceNotFound] = ErrorCategory.ObjectNotFound,
        [RequestConflict] = ErrorCategory.InvalidArgument,
        [StoreUnavailable] = ErrorCategory.ConnectionError,
        [StoreConflict] = ErrorCategory.ResourceBusy,
        [StoreCorrupt] = ErrorCategory.InvalidData,
        [StoreTooNew] = ErrorCategory.NotImplemented,
        [InvalidStore] = ErrorCategory.InvalidArgument,
        [StoreNotEmpty] = ErrorCategory.ResourceExists,
        [TokenExists] = ErrorCategory.ResourceExists,
        [PoolForbidden] = ErrorCategory.PermissionDenied,
        [TokenNotFound] = ErrorCategory.ObjectNotFound,
        [InvalidToken] = ErrorCategory.InvalidArgument,
    };

    /// <summary>What to do about it, where a cmdlet tells more or helps.</summary>
    private static readonly Dictionary<ErrorKind, string> s_advice = new()
    {
        [PoolNotFound] = "Get-AllocationPool lists the pools; New-AllocationPool creates one.",
        [InventoryNotFound] = "Get-AllocationInventory lists the inventories; Register-AllocationInventory registers one.",
        [DefinitionNotFound] = "Get-ServiceDefinition lists the definitions; Register-ServiceDefinition registers one.",
        [AllocatorNotFound] = "Get-ServiceAllocator lists the allocators; New-ServiceAllocator makes one.",
        [LeakNotFound] = "Get-AllocationLeak lists the leaks.",
        [PoolInUse] = "Get-Allocation -Pool lists who holds what; Get-AllocationLeak lists what a crash left.",
        [ReleaseFailed] = "Repair-Allocation tries again; Get-AllocationLeak lists it.",
        [TicketNotFound] = "Get-ResourceTicket lists the tickets.",
        [ResourceNotFound] = "Get-PoolResource lists the resources.",
        [WaitTimeout] = "Get-ResourceTicket shows whether it is still open; Wait-ResourceTicket then waits again, and " +
            "Close-ResourceTicket gives it up.",
        [AllocationNotFound] = "Get-Allocation lists what is held.",
        [ServiceNotFound] = "Get-ServiceInstance lists the services.",
    };

    /// <summary>The record of an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="store">Which store was used, and why; shown where something is not in it.</param>
    public static ErrorRecord Of(AllocationException error, string? store = null)
    {
        var record = new ErrorRecord(error, error.Kind.ToString(), Categories[error.Kind], error.Target);
        var advice = error switch
        {
            PoolNotFoundException { IsOfOtherKind: true } => null,
            WaitTimeoutException { IsClosed: true } => null,
            ServiceNotFoundException { Ended: { } ended } => $"Get-ServiceInstance -Id {ended.Id} -History shows its history.",
            ServiceNotFoundException { Other: not null } => "Get-ServiceInstance shows services of any definition.",
            _ => s_advice.GetValueOrDefault(error.Kind),
        };
        if (store is not null && ErrorTraits.DependsOnStore(error)) advice = advice is null ? store : $"{store} {advice}";
        if (advice is not null || error.WayOut is not null)
            record.ErrorDetails = new(error.Explain(name => "-" + name)) { RecommendedAction = advice };
        if (error.HasLines) PSObject.AsPSObject(record).TypeNames.Insert(0, FileMistakes);
        return record;
    }
}

namespace Allocation.Core.Errors;

/// <summary>Others changed the same rows. Raised by a store so that the work runs again; seen by a caller only when retrying took too
/// long.</summary>
public sealed class StoreConflictException(string store, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.StoreConflict, store, $"The store {store} is busy: {reason}", inner)
{
    /// <summary>The store, without any password.</summary>
    public string Store { get; } = store;

    /// <summary>What stood in the way, without the store.</summary>
    public string Reason { get; } = reason;
}

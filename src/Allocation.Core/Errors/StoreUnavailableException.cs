namespace Allocation.Core.Errors;

/// <summary>The store cannot be reached, opened or written.</summary>
public sealed class StoreUnavailableException(string store, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.StoreUnavailable, store, $"The store {store} cannot be used: {reason}", inner)
{
    /// <summary>The store, without any password.</summary>
    public string Store { get; } = store;

    /// <summary>Why not.</summary>
    public string Reason { get; } = reason;
}

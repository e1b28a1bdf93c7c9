namespace Allocation.Core.Errors;

/// <summary>The store cannot be reached, opened or written.</summary>
public sealed class StoreUnavailableException(string store, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.StoreUnavailable, store, $"The store {store} cannot be used: {reason}", inner)
{
    /// <summary>The store, without any password.</summary>
    public string Store { get; } = store;

    /// <summary>Why not.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether the same work may well succeed in a moment, and it is certain that none of it was done: the server restarts, the
    /// connection was lost.</summary>
    public bool IsPassing { get; init; }
}

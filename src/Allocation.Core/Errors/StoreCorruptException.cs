namespace Allocation.Core.Errors;

/// <summary>What is there is no store, or a damaged one. It is left unchanged.</summary>
public sealed class StoreCorruptException(string store, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.StoreCorrupt, store, $"{store} is not a usable store: {reason}", inner)
{
    /// <summary>The store, without any password.</summary>
    public string Store { get; } = store;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}

namespace Allocation.Core.Errors;

/// <summary>The text is not the address of a store.</summary>
public sealed class InvalidStoreException(string store, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.InvalidStore, store, $"'{store}' is not the address of a store: {reason}", inner)
{
    /// <summary>The text, without any password.</summary>
    public string Store { get; } = store;

    /// <summary>Why it is none.</summary>
    public string Reason { get; } = reason;
}

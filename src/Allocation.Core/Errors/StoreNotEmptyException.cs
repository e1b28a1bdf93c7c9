namespace Allocation.Core.Errors;

/// <summary>The destination of a copy or an import already holds data.</summary>
public sealed class StoreNotEmptyException(string store)
    : AllocationException(ErrorKind.StoreNotEmpty, store,
        $"The store {store} is not empty; the destination must be a new or empty store.")
{
    /// <summary>The store, without any password.</summary>
    public string Store { get; } = store;
}

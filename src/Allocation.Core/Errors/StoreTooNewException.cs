namespace Allocation.Core.Errors;

/// <summary>The store was written by a newer version of Allocation. It is left unchanged.</summary>
public sealed class StoreTooNewException(string store, int schema, int known)
    : AllocationException(ErrorKind.StoreTooNew, store,
        $"The store {store} has schema {schema}; this version of Allocation knows schemas up to {known}. Use a newer version.")
{
    /// <summary>The store, without any password.</summary>
    public string Store { get; } = store;

    /// <summary>The schema number of the store.</summary>
    public int Schema { get; } = schema;

    /// <summary>The newest schema number that this version knows.</summary>
    public int Known { get; } = known;
}

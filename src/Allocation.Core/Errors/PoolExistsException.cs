namespace Allocation.Core.Errors;

/// <summary>A pool of that name already exists; names are compared without case.</summary>
/// <param name="pool">The name of the pool that is there.</param>
/// <param name="isBeingRemoved">Whether it goes with the last of its resources.</param>
public sealed class PoolExistsException(string pool, bool isBeingRemoved = false)
    : AllocationException(ErrorKind.PoolExists, pool, isBeingRemoved
        ? $"A pool named '{pool}' is being removed: the name is free when a pool manager has deleted its resources."
        : $"A pool named '{pool}' already exists.")
{
    /// <summary>The name of the pool that is there.</summary>
    public string Pool { get; } = pool;
}

namespace Allocation.Core.Errors;

/// <summary>A pool of that name already exists; names are compared without case.</summary>
public sealed class PoolExistsException(string pool)
    : AllocationException(ErrorKind.PoolExists, pool, $"A pool named '{pool}' already exists.")
{
    /// <summary>The name of the pool that is there.</summary>
    public string Pool { get; } = pool;
}

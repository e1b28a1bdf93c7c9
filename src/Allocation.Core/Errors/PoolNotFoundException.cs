namespace Allocation.Core.Errors;

/// <summary>No pool has that name.</summary>
public sealed class PoolNotFoundException(string pool)
    : AllocationException(ErrorKind.PoolNotFound, pool, $"There is no pool named '{pool}'.")
{
    /// <summary>The name that was looked for.</summary>
    public string Pool { get; } = pool;
}

namespace Allocation.Core.Errors;

/// <summary>No pool has that name.</summary>
public sealed class PoolNotFoundException(string pool)
    : AllocationException(ErrorKind.PoolNotFound, pool, $"There is no pool named '{pool}'. Get-AllocationPool lists the pools there are; New-AllocationPool makes one.")
{
    /// <summary>The name that was looked for.</summary>
    public string Pool { get; } = pool;
}

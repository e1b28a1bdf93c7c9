namespace Allocation.Core.Errors;

/// <summary>Nothing of the pool is free.</summary>
public sealed class PoolExhaustedException(string pool, string detail)
    : AllocationException(ErrorKind.PoolExhausted, pool, $"Pool '{pool}' is full: {detail}.")
{
    /// <summary>The pool that is full.</summary>
    public string Pool { get; } = pool;

    /// <summary>Whether a lease that is past its end holds what was asked for, so that ending it helps.</summary>
    public bool ExpiredLeaseHolds { get; init; }
}

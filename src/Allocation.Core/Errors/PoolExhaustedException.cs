namespace Allocation.Core.Errors;

/// <summary>Nothing of the pool is free.</summary>
public sealed class PoolExhaustedException(string pool, string detail)
    : AllocationException(ErrorKind.PoolExhausted, pool, $"Pool '{pool}' has nothing free: {detail}.")
{
    /// <summary>The pool that is full.</summary>
    public string Pool { get; } = pool;
}

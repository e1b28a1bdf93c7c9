namespace Allocation.Core.Errors;

/// <summary>The pool, or a number that a change would cut off, is held.</summary>
public sealed class PoolInUseException(string pool, string? resourceId, string message)
    : AllocationException(ErrorKind.PoolInUse, pool, message)
{
    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>The first number or resource that is held and is in the way; null when the whole pool is meant.</summary>
    public string? ResourceId { get; } = resourceId;
}

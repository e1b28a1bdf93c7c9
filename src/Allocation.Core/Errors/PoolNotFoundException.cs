namespace Allocation.Core.Errors;

/// <summary>No pool has that name, or none of the kind that is wanted.</summary>
public sealed class PoolNotFoundException(string pool, string? why = null)
    : AllocationException(ErrorKind.PoolNotFound, pool, why ?? $"There is no pool named '{pool}'.")
{
    /// <summary>The name that was looked for.</summary>
    public string Pool { get; } = pool;

    /// <summary>Whether there is a pool of that name, which gives something else.</summary>
    public bool IsOfOtherKind { get; } = why is not null;
}

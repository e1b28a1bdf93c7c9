namespace Allocation.Core.Errors;

/// <summary>The name, range, exclusions or settings make no pool.</summary>
public sealed class InvalidPoolException(string? pool, string message)
    : AllocationException(ErrorKind.InvalidPool, pool, message)
{
    /// <summary>The name that was given, as it was given.</summary>
    public string? Pool { get; } = pool;
}

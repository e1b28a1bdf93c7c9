namespace Allocation.Core.Errors;

/// <summary>Nothing of the pool is free, or less than was asked for.</summary>
public sealed class PoolExhaustedException : AllocationException
{
    /// <summary>Nothing is free.</summary>
    public PoolExhaustedException(string pool, string detail)
        : this($"Pool '{pool}' is full: {detail}.", pool, null)
    {
    }

    private PoolExhaustedException(string message, string pool, long? wanted)
        : base(ErrorKind.PoolExhausted, pool, message) => (Pool, Wanted) = (pool, wanted);

    /// <summary>The pool that is full, or has not so many.</summary>
    public string Pool { get; }

    /// <summary>How many were asked for at once; null where one was.</summary>
    public long? Wanted { get; }

    /// <summary>Whether a lease that is past its end holds what was asked for, so that ending it helps.</summary>
    public bool ExpiredLeaseHolds { get; init; }

    /// <summary>Fewer are free than were asked for.</summary>
    internal static PoolExhaustedException TooFew(string pool, long wanted, long free, string detail, bool expiredLeaseHolds) =>
        new($"Pool '{pool}' has {free} free, not {wanted}: {detail}.", pool, wanted) { ExpiredLeaseHolds = expiredLeaseHolds };

    /// <summary>So many are not free in a row.</summary>
    internal static PoolExhaustedException NoRow(string pool, long wanted, string longest, string detail, bool expiredLeaseHolds) =>
        new($"Pool '{pool}' has no {wanted} free numbers in a row, the longest row is {longest}: {detail}.", pool, wanted)
        {
            ExpiredLeaseHolds = expiredLeaseHolds,
        };
}

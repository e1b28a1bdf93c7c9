using Allocation.Core.Errors;

namespace Allocation.Core.Pools;

/// <summary>Errors about numbers of a pool, which are named as the pool writes them.</summary>
internal static class PoolErrors
{
    /// <summary>The pool does not give a number.</summary>
    public static ValueOutOfRangeException OutOfRange(NumberPool pool, long value, string reason) => pool.Notation.Stored is null
        ? new(pool.Name, value, reason)
        : new(pool.Name, pool.Notation.Write(value), pool.Notation.One, value, reason);

    /// <summary>The pool has no number for a text.</summary>
    public static ValueOutOfRangeException OutOfRange(NumberPool pool, string written, string reason) =>
        new(pool.Name, written, pool.Notation.One, null, reason);

    /// <summary>A number is held or cools down.</summary>
    public static ValueTakenException Taken(NumberPool pool, long value, string holder, bool expiredLeaseHolds = false) =>
        pool.Notation.Stored is null
            ? new(pool.Name, value, holder) { ExpiredLeaseHolds = expiredLeaseHolds }
            : new(pool.Name, pool.Notation.Write(value), value, holder) { ExpiredLeaseHolds = expiredLeaseHolds };
}

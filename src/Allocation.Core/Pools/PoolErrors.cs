using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

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

    /// <summary>Something of what is to be removed is held; null when nothing is.</summary>
    /// <param name="session">What is held.</param>
    /// <param name="pool">The pool in the ledger.</param>
    /// <param name="what">It as the message begins, such as <c>Pool 'vlan'</c>.</param>
    public static PoolInUseException? InUse(IStoreSession session, string pool, string what)
    {
        if (session.Allocations.FirstHeld(pool) is not { } first) return null;
        var held = session.Allocations.CountActive(pool);
        return new(pool, null, held == 1
            ? $"{what} is in use: {first.ResourceId} is held by '{first.LeaseName}'. Give it back first."
            : string.Create(CultureInfo.InvariantCulture, $"{what} is in use: {held} of its numbers are held, such as ") +
                $"{first.ResourceId} by '{first.LeaseName}'. Give them back first.");
    }
}

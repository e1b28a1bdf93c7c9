using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Errors;

/// <summary>The pool, or a number that a change would cut off, is held.</summary>
public sealed class PoolInUseException(string pool, string? resourceId, string message)
    : AllocationException(ErrorKind.PoolInUse, pool, message)
{
    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>The first number or resource that is held and is in the way; null when the whole pool is meant.</summary>
    public string? ResourceId { get; } = resourceId;

    /// <summary>The error of removing what has something that is held; null when nothing is.</summary>
    /// <param name="session">What is held.</param>
    /// <param name="pool">The pool in the ledger.</param>
    /// <param name="what">It as the message begins, such as <c>Pool 'vlan'</c>.</param>
    internal static PoolInUseException? WhenHeld(IStoreSession session, string pool, string what)
    {
        var held = session.Allocations.CountActive(pool);
        if (held == 0) return null;
        var first = session.Allocations.Query(new() { Pool = pool, State = AllocationState.Active, Take = 1 }).First();
        return new(pool, null, held == 1
            ? $"{what} is in use: {first.ResourceId} is held by '{first.LeaseName}'. Give it back first."
            : string.Create(CultureInfo.InvariantCulture,
                $"{what} is in use: {held} of its numbers are held, such as {first.ResourceId} by '{first.LeaseName}'. Give them back first."));
    }
}

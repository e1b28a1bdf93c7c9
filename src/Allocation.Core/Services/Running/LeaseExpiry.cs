using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Gives back what leases hold that are past their end: all of them in a maintenance pass, or those of one pool when
/// a caller finds it empty. Until then they keep what they heartbeat, so a late pass never takes the same thing twice.
/// </summary>
/// <param name="store">Where the ledger is.</param>
/// <param name="clock">The time.</param>
/// <param name="ends">How leases of each kind are ended; those of other kinds are left. One that is over already is not an error.</param>
internal sealed class LeaseExpiry(IAllocationStore store, TimeProvider clock,
    IReadOnlyDictionary<LeaseKind, Action<Lease, CancellationToken>> ends)
{
    /// <summary>Ends the leases that are past their end. One that cannot be ended is reported, and the rest goes on.</summary>
    /// <param name="pool">Only those that hold something of this pool; null for all.</param>
    /// <param name="cancellation">Ends it between two leases.</param>
    public IReadOnlyList<ExpiredLease> EndDue(string? pool = null, CancellationToken cancellation = default) =>
        EndDue(new AllocationQuery { Pool = pool, Expired = true, AsOf = clock.Now() }, cancellation);

    /// <summary>Ends the leases of one kind that are past their end. One that cannot be ended is reported, and the rest goes on.</summary>
    public IReadOnlyList<ExpiredLease> EndDue(LeaseKind kind, CancellationToken cancellation) =>
        EndDue(new AllocationQuery { LeaseKind = kind, Expired = true, AsOf = clock.Now() }, cancellation);

    private List<ExpiredLease> EndDue(AllocationQuery query, CancellationToken cancellation)
    {
        var due = store.Read(session => session.Allocations.Query(query).ToList(), cancellation)
            .GroupBy(line => line.LeaseId)
            .Select(lines =>
                (Lease: new Lease(lines.Key, lines.First().LeaseName, lines.First().LeaseKind), End: lines.Min(l => l.EndDate!.Value)))
            .Where(lease => ends.ContainsKey(lease.Lease.Kind))
            .OrderBy(lease => lease.End);
        var ended = new List<ExpiredLease>();
        foreach (var (lease, end) in due)
        {
            cancellation.ThrowIfCancellationRequested();
            ended.Add(new(lease, end, End(lease, cancellation)));
        }

        return ended;
    }

    /// <summary>
    /// Ends the expired leases that hold what an allocation lacked, so that it is worth doing once more. False when it failed
    /// for another reason, or nothing became free.
    /// </summary>
    internal bool Frees(AllocationException? failure, CancellationToken cancellation)
    {
        var pool = (failure is AllocationFailedException ? failure.InnerException : failure) switch
        {
            PoolExhaustedException { ExpiredLeaseHolds: true } exhausted => exhausted.Pool,
            ValueTakenException { ExpiredLeaseHolds: true } taken => taken.Pool,

            // What is outside of the store cannot tell.
            PoolExhaustedException exhausted when PoolReference.IsExternal(exhausted.Pool) => exhausted.Pool,
            ValueTakenException taken when PoolReference.IsExternal(taken.Pool) => taken.Pool,
            _ => null,
        };
        return pool is not null && EndDue(pool, cancellation).Any(lease => lease.Failure is null);
    }

    private AllocationException? End(Lease lease, CancellationToken cancellation)
    {
        try
        {
            ends[lease.Kind](lease, cancellation);
            return null;
        }
        catch (AllocationException e)
        {
            return e;
        }
    }
}

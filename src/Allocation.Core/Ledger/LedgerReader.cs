using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>Reads the ledger.</summary>
/// <param name="store">Where it is.</param>
/// <param name="clock">The time that tells which leases are past their end.</param>
internal sealed class LedgerReader(IAllocationStore store, TimeProvider clock)
{
    private readonly LedgerPages _pages = new(store);

    /// <summary>The lines of a query, read a page at a time as they are taken.</summary>
    public IEnumerable<AllocationRecord> Query(AllocationQuery query, CancellationToken cancellation = default)
    {
        var complete = Complete(query, cancellation);
        return _pages.Read(complete, cancellation);
    }

    /// <summary>How many lines a query has, without its skip and take.</summary>
    public long Count(AllocationQuery query, CancellationToken cancellation = default)
    {
        var complete = Complete(query, cancellation);
        return store.Read(session => session.Allocations.Count(complete), cancellation);
    }

    /// <summary>The query of a request. Refuses one that names what there is not and never was: one allocation, or a pool.</summary>
    /// <exception cref="Errors.AllocationNotFoundException">The ledger has no allocation of that id, in whatever state.</exception>
    /// <exception cref="Errors.PoolNotFoundException">No pool has that name, and the ledger has nothing of one that had it. Inventories are
    /// not looked for.</exception>
    public AllocationQuery Accept(LedgerRequest request, CancellationToken cancellation = default)
    {
        var query = request.ToQuery();
        if (query.ReservationId is { } id && Count(new AllocationQuery { ReservationId = id }, cancellation) == 0)
            throw new Errors.AllocationNotFoundException(id);
        if (query.Pool is { } pool && !pool.Contains(':', StringComparison.Ordinal)
            && !store.Read(session => IsKnown(session, pool), cancellation))
        {
            throw new Errors.PoolNotFoundException(pool) { WayOut = query.LeaseName is null ? Errors.WayOut.LeaseName : null };
        }
        return query;
    }

    /// <summary>
    /// The resources that a query names (by pool and resource id; all without), each once with those of its reservations
    /// that fit the rest of it; none may. Numbers that a pool can give and that are free are among them, made as they are
    /// taken: a pool of 2^32 costs nothing until a caller walks through it. Skip and take count resources.
    /// </summary>
    /// <exception cref="Errors.PoolNotFoundException">Neither the pools nor the ledger know the pool that is named.</exception>
    /// <exception cref="Errors.ResourceNotFoundException">Neither the pools nor the ledger know the resource that is named.</exception>
    public IEnumerable<ResourceUse> ByResource(AllocationQuery query, CancellationToken cancellation = default)
    {
        var complete = Complete(query, cancellation);
        var numbers = store.Read(
            session =>
            {
                ResourceListing.RefuseUnknown(session, complete);
                return ResourceListing.Numbers(session, complete);
            },
            cancellation);
        return new ResourceListing(numbers, _pages.Read(ResourceListing.Lines(complete), cancellation)).Resources(complete);
    }

    /// <summary>How many resources <see cref="ByResource"/> has, without skip and take.</summary>
    /// <inheritdoc cref="ByResource"/>
    public long CountByResource(AllocationQuery query, CancellationToken cancellation = default)
    {
        var complete = Complete(query, cancellation);
        return store.Read(session => ResourceListing.Of(session, complete).Count(), cancellation);
    }

    // People write pool names in any case, and resources in several spellings; the ledger has the one of the pool.
    private AllocationQuery Named(AllocationQuery query, CancellationToken cancellation) => query is { Pool: null, ResourceId: null }
        ? query
        : store.Read(session => LedgerSpelling.Of(session, query), cancellation);

    /// <summary>Whether there is such a pool, or the ledger has something of one that is gone.</summary>
    public static bool IsKnown(IStoreSession session, string pool) =>
        session.Pools.Find(pool) is not null || session.ResourcePools.Find(pool) is not null
            || session.Allocations.Query(new AllocationQuery { Pool = pool, Take = 1 }).Any();

    private AllocationQuery Complete(AllocationQuery query, CancellationToken cancellation) => Named(query, cancellation) with
    {
        AsOf = clock.Now(),

        // The numbers that resources of resource pools hold are left out, unless they are asked for.
        NotLeaseKind = query is { Pool: null, LeaseId: null, ReservationId: null, LeaseKind: null }
            ? LeaseKind.Resource
            : query.NotLeaseKind,
    };
}

using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>A query with pool and resource as the ledger writes them.</summary>
internal static class LedgerSpelling
{
    /// <summary>The query.</summary>
    /// <exception cref="InvalidAllocationException">The pool writes its resources otherwise.</exception>
    public static AllocationQuery Of(IStoreSession session, AllocationQuery query)
    {
        if (query.Pool is not { } name) return query with { ResourceId = OfAnyPool(session, query.ResourceId!) };
        if (session.Pools.Find(name) is { } pool) return OfPool(pool, query with { Pool = pool.Name });

        // What a pool that is gone wrote its numbers as, only its lines tell.
        if (session.ResourcePools.Find(name) is { } things) return query with { Pool = things.Name, ResourceNumber = -1 };
        return name.Contains(':', StringComparison.Ordinal) ? query with { ResourceNumber = -1 } : query;
    }

    private static AllocationQuery OfPool(NumberPool pool, AllocationQuery query)
    {
        if (query.ResourceId is not { } id) return query;
        if (pool.Notation.Stored is null) return query with { ResourceNumber = -1 };
        var reading = pool.Notation.Read(id);
        if (reading.Mistake is { } mistake && !reading.IsOutside)
            throw new InvalidAllocationException(null, $"'{id}' cannot be a resource of pool '{pool.Name}': {mistake}.");
        return reading.IsOutside
            ? query with { ResourceNumber = -1 }
            : query with { ResourceId = pool.Notation.Write(reading.Number), ResourceNumber = reading.Number };
    }

    private static string OfAnyPool(IStoreSession session, string id)
    {
        if (LedgerText.Number(id) is not null) return id;
        var spellings = session.Pools.All().Where(pool => pool.Notation.Stored is not null)
            .Select(pool => (pool.Notation, Reading: pool.Notation.Read(id)))
            .Where(found => found.Reading.Mistake is null)
            .Select(found => found.Notation.Write(found.Reading.Number)).ToList();
        return spellings.Count == 0 || spellings.Contains(id) ? id : spellings[0];
    }
}

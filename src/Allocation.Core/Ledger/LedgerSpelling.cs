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
        if (query.Pool is not { } name) return OfAnyPool(session, query);
        if (session.Pools.Find(name) is { } pool) return OfPool(pool, query with { Pool = pool.Name });

        // What a pool that is gone wrote its numbers as, only its lines tell.
        if (session.ResourcePools.Find(name) is { } things) return query with { Pool = things.Name, ResourceNumber = -1 };
        return name.Contains(':', StringComparison.Ordinal) ? query with { ResourceNumber = -1 } : query;
    }

    private static AllocationQuery OfPool(NumberPool pool, AllocationQuery query)
    {
        if (query.ResourceId is not { } id) return query;
        var reading = pool.Notation.Read(id);
        if (reading.Mistake is null && pool.Notation.Stored is not null)
            return query with { ResourceId = pool.Notation.Write(reading.Number), ResourceNumber = reading.Number };
        if (reading.Mistake is not null && SpansOf(pool, id, out var mistake) is { Count: > 0 } spans)
            return query with { ResourceId = null, Spans = spans };
        if (pool.Notation.Stored is not null && !reading.IsOutside && SpansOf(pool, id, out mistake).Count == 0 && mistake is not null)
            throw new InvalidAllocationException(null, $"'{id}' cannot be a resource of pool '{pool.Name}': {mistake}.");
        return query with { ResourceNumber = -1 };
    }

    private static AllocationQuery OfAnyPool(IStoreSession session, AllocationQuery query)
    {
        var id = query.ResourceId!;
        if (LedgerText.Number(id) is not null) return query;
        var pools = session.Pools.All().Where(pool => !pool.IsScope).ToList();
        var spellings = pools.Where(pool => pool.Notation.Stored is not null)
            .Select(pool => (pool.Notation, Reading: pool.Notation.Read(id)))
            .Where(found => found.Reading.Mistake is null)
            .Select(found => found.Notation.Write(found.Reading.Number)).ToList();
        var spelled = spellings.Count > 0 && !spellings.Contains(id) ? query with { ResourceId = spellings[0] } : query;

        // What is one resource of a pool, such as a subnet, can be many of another one.
        var spans = SpansOf(pools, id);
        return spans.Count == spellings.Count ? spelled : spelled with { Spans = spans };
    }

    // Each part of the text in every pool that has such; none when a part is nothing to any of them. A number has one spelling.
    private static List<PoolPart> SpansOf(IReadOnlyList<NumberPool> pools, string text)
    {
        var spans = new List<PoolPart>();
        foreach (var part in NumberTexts.Split([text]))
        {
            var isKnown = false;
            foreach (var pool in pools)
            {
                var reading = pool.Notation.ReadPart(part, out var range);
                if (pool.Notation.Stored is null && range.Count == 1 && pool.Notation.Write(range.From) != part) continue;
                if (reading.Mistake is null) spans.Add(new(pool.Name, range, pool.Notation));
                isKnown |= reading.Mistake is null || reading.IsOutside;
            }

            if (!isKnown) return [];
        }

        return spans;
    }

    // None when one part of the text is no range of the pool; the first mistake says why, unless the part is a range of what it lacks.
    private static List<PoolPart> SpansOf(NumberPool pool, string text, out string? mistake)
    {
        var spans = new List<PoolPart>();
        mistake = null;
        var parts = NumberTexts.Split([text]).ToList();
        if (parts.Count == 1 && pool.Notation.Read(text).Mistake is null) return spans;
        foreach (var part in parts)
        {
            var reading = pool.Notation.ReadPart(part, out var range);
            if (reading.Mistake is null) spans.Add(new(pool.Name, range, pool.Notation));
            else if (!reading.IsOutside) mistake ??= reading.Mistake;
        }

        if (mistake is not null) spans.Clear();
        return spans;
    }
}

using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryFreeRangeRows(MemorySession session) : IFreeRangeRows
{
    public FreeRange? Lowest(string pool) => FirstFrom(pool, long.MinValue);

    public FreeRange? LeastRecentlyFreed(string pool) =>
        session.State.FreeByAge.TryFrom((pool, long.MinValue, long.MinValue), out var key, out var range)
            && key.Pool == pool ? range : null;

    public FreeRange? AtOrBelow(string pool, long number)
    {
        if (session.State.FreeRanges.TryFind((pool, number), out var range)) return range;
        return session.State.FreeRanges.TryBefore((pool, number), out var key, out range) && key.Pool == pool ? range : null;
    }

    // No range begins at the largest number, because it would be empty.
    public FreeRange? Above(string pool, long number) => number == long.MaxValue ? null : FirstFrom(pool, number + 1);

    public (FreeRange? AtOrBelow, FreeRange? Above) Around(string pool, long number) => (AtOrBelow(pool, number), Above(pool, number));

    public IEnumerable<FreeRange> All(string pool) =>
        session.State.FreeRanges.Between((pool, long.MinValue), (KeyOrder.After(pool), long.MinValue));

    public long Total(string pool) => All(pool).Sum(r => r.Range.Count);

    public void Add(string pool, FreeRange range)
    {
        if (session.State.FreeRanges.Contains((pool, range.Range.From)))
            throw new InvalidOperationException($"Pool {pool} already has a free range from {range.Range.From}.");
        session.State = session.State with
        {
            FreeRanges = session.State.FreeRanges.With((pool, range.Range.From), range),
            FreeByAge = range.FreedAt is { } freedAt
                ? session.State.FreeByAge.With(AgeKey(pool, freedAt, range), range)
                : session.State.FreeByAge,
        };
    }

    public void Replace(string pool, long from, FreeRange range)
    {
        Remove(pool, from);
        Add(pool, range);
    }

    public void Remove(string pool, long from)
    {
        if (!session.State.FreeRanges.TryFind((pool, from), out var range))
            throw new InvalidOperationException($"Pool {pool} has no free range from {from}.");
        session.State = session.State with
        {
            FreeRanges = session.State.FreeRanges.Without((pool, from)),
            FreeByAge = range.FreedAt is { } freedAt
                ? session.State.FreeByAge.Without(AgeKey(pool, freedAt, range))
                : session.State.FreeByAge,
        };
    }

    public void Clear(string pool)
    {
        foreach (var range in All(pool)) Remove(pool, range.Range.From);
    }

    private FreeRange? FirstFrom(string pool, long from) =>
        session.State.FreeRanges.TryFrom((pool, from), out var key, out var range) && key.Pool == pool ? range : null;

    private static (string, long, long) AgeKey(string pool, DateTimeOffset freedAt, FreeRange range) =>
        (pool, freedAt.UtcTicks, range.Range.From);
}

using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Events;

/// <summary>Reads who changed what.</summary>
internal sealed class EventReader(IAllocationStore store)
{
    /// <summary>What is wrong with a query by itself; null when nothing is.</summary>
    /// <param name="query">The query.</param>
    /// <param name="parameter">Writes the name of a parameter as the front end has it.</param>
    public static string? Mistake(EventQuery query, Func<string, string> parameter) =>
        query.From >= query.To ? $"{parameter("From")} must be before {parameter("To")}." : null;

    /// <summary>The events of a query, the latest first; read a page at a time as they are taken.</summary>
    /// <exception cref="PoolNotFoundException">No pool has the name that is asked for, and neither events nor ledger have anything of one
    /// that had it. Inventories are not looked for.</exception>
    public IEnumerable<AllocationEvent> Query(EventQuery query, CancellationToken cancellation = default)
    {
        if (query.Pool is { } pool && !PoolReference.IsExternal(pool) && !store.Read(session => IsKnown(session, pool), cancellation))
            throw new PoolNotFoundException(pool);
        var rows = PagedReading.Read<AllocationEvent, EventPosition>(
            store,
            (session, after) => session.Events.Query(after is null
                ? query with { Take = Math.Min(query.Take ?? long.MaxValue, PagedReading.PageSize) }
                : query with { Skip = 0, After = after, Take = PagedReading.PageSize }),
            row => row.Position,
            PagedReading.PageSize,
            cancellation);
        return query.Take is { } most ? rows.Take((int)Math.Min(most, int.MaxValue)) : rows;
    }

    /// <summary>How many events a query has, without its skip and take.</summary>
    public long Count(EventQuery query, CancellationToken cancellation = default) =>
        store.Read(session => session.Events.Count(query), cancellation);

    private static bool IsKnown(IStoreSession session, string pool) =>
        session.Events.Query(new() { Pool = pool, Take = 1 }).Any() || LedgerReader.IsKnown(session, pool);
}

using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>Reads the ledger.</summary>
public sealed class LedgerReader(IAllocationStore store)
{
    /// <summary>The lines of a query, read as they are taken, all from one state of the store.</summary>
    public IEnumerable<AllocationRecord> Query(AllocationQuery query, CancellationToken cancellation = default)
    {
        var stored = WithStoredPool(query, cancellation);
        return store.Stream(session => session.Allocations.Query(stored), cancellation);
    }

    /// <summary>How many lines a query has, without its skip and take.</summary>
    public long Count(AllocationQuery query, CancellationToken cancellation = default)
    {
        var stored = WithStoredPool(query, cancellation);
        return store.Read(session => session.Allocations.Count(stored), cancellation);
    }

    // People write pool names in any case; the ledger has the one the pool was made with.
    private AllocationQuery WithStoredPool(AllocationQuery query, CancellationToken cancellation) =>
        query.Pool is not { } name ? query : query with { Pool = store.Read(session => session.Pools.Find(name)?.Name, cancellation) ?? name };
}

using Allocation.Core.Access;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;

namespace Allocation.Core.Reports;

/// <summary>Builds the model of a report from one state of a store.</summary>
/// <param name="store">What to report on.</param>
/// <param name="pools">Its pools.</param>
/// <param name="leaks">Finds what a crash left; asks the inventories.</param>
/// <param name="clock">The time.</param>
internal sealed class ReportBuilder(IAllocationStore store, PoolCatalog pools, LeakFinder leaks, TimeProvider clock)
{
    /// <summary>Reads what the report tells.</summary>
    public AllocationReport Build(CancellationToken cancellation = default)
    {
        // Inventories answer in their own time; the state of the store is not held open meanwhile.
        return Build(External(cancellation), cancellation: cancellation);
    }

    /// <summary>What inventories say that a crash left; asks them.</summary>
    public ExternalLeaks External(CancellationToken cancellation = default)
    {
        var notices = new List<string>();
        using var listening = InventoryNotices.Overhear(InventoryNotices.Once(notices.Add));
        return new([.. leaks.Find(cancellation).Where(leak => leak.Kind is not LeakKind.ExpiredLease).Take(ReportLimits.Leaks)], notices);
    }

    /// <summary>Reads what the report tells, with what the inventories said before.</summary>
    /// <param name="external">What they said.</param>
    /// <param name="words">Only what has these words or numbers; empty for everything.</param>
    /// <param name="known">The trends that an earlier report of the same pools has read; null for none.</param>
    /// <param name="scope">Only what belongs to these pools alone; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public AllocationReport Build(ExternalLeaks external, string words = "", KnownTrends? known = null, PoolScope? scope = null,
        CancellationToken cancellation = default)
    {
        var pools = scope ?? PoolScope.All;
        return store.Read(session => Build(session, external, words, known ?? new(), pools, cancellation), cancellation);
    }

    private AllocationReport Build(IStoreSession session, ExternalLeaks external, string words, KnownTrends trends, PoolScope scope,
        CancellationToken cancellation)
    {
        var now = clock.Now();
        var all = pools.DescribeAll(session).Where(pool => scope.Includes(pool.Name)).ToList();
        var search = new ReportSearch(words, all);
        var leases = new ReportLeases(session, now, search, scope);
        var sections = new List<ReportPool>();
        var numbers = new List<NumberLine>();
        foreach (var pool in all.Where(search.Fits))
        {
            cancellation.ThrowIfCancellationRequested();
            if (search.NumberOf(pool) is { } number) numbers.Add(new PoolMap(session, pool, now, leases.Leak).At(number));
            var map = sections.Count < ReportLimits.Maps && pool.To > pool.From ? new PoolMap(session, pool, now, leases.Leak) : null;
            var small = pool.To - pool.From <= ReportLimits.Cells;
            sections.Add(new(pool, trends.Of(session, now, pool.Name, pool.Held), small ? map?.Cells() : null,
                small ? null : map?.Bars()));
        }

        var resourcePools = session.ResourcePools.All()
            .Where(pool => scope.Includes(pool.Name))
            .Select(pool => ResourcePoolCatalog.Describe(session, pool))
            .Where(pool => search.Fits([pool.Name, pool.Description, pool.Problem, .. pool.Tag, .. pool.TagOnDemand]))
            .Select(pool => new ReportResourcePool(pool, trends.Of(session, now, pool.Name, pool.Taken)))
            .ToList();
        var tickets = new ReportTickets(session, now, search, scope, cancellation);
        var (direct, directCount) = leases.Direct();
        return new AllocationReport
        {
            CreatedAt = now,
            Store = store.Uri.ToString(),
            IsSearch = !search.IsAll,
            Numbers = numbers,

            // They may name any inventory.
            Notices = scope.IsLimited ? [] : [.. external.Notices.Where(notice => search.Fits(notice))],
            Pools = sections,
            ResourcePools = resourcePools,
            Leaks = leases.Leaks(external.Leaks),
            Services = leases.Services,
            ServiceCount = leases.ServiceCount,
            Direct = direct,
            DirectCount = directCount,
            Tickets = tickets.Lines,
            TicketCount = tickets.Count,
            Waiting = tickets.Waiting,
        };
    }
}

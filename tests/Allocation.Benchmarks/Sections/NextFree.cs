using Allocation.Benchmarks.Measuring;
using Allocation.Core.Allocating;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Benchmarks.Sections;

/// <summary>Taking the next number of a pool of 2^32, however the pool is used.</summary>
internal static class NextFree
{
    private const long Size = 1L << 32;
    private const int Rounds = 400;
    private const int WarmUp = 200;

    /// <summary>
    /// Every hole of the pool: <paramref name="Ranges"/> ranges, each of <paramref name="Free"/> numbers, at the beginning of
    /// every <paramref name="Stride"/> numbers; the rest is in use. With the ledger's lines only where that many can exist.
    /// </summary>
    private sealed record Use(string What, long Ranges, long Free, long Stride, bool InLedger);

    private static readonly Use[] s_uses =
    [
        new("10 ranges in use", 10, 1_000, 1_001, InLedger: true),
        new("10^4 ranges in use", 10_000, 1_000, 1_001, InLedger: true),
        new("10^6 ranges in use", 1_000_000, 1_000, 1_001, InLedger: true),
        new("99.9 % of 2^32 in use", Size / 5_000, 5, 5_000, InLedger: false),
    ];

    public static IEnumerable<Result> Run() => Enum.GetValues<PoolStrategy>().SelectMany(Run);

    private static IEnumerable<Result> Run(PoolStrategy strategy)
    {
        var stores = Array.ConvertAll(s_uses, use => Prepare(use, strategy));
        try
        {
            var medians = Clock.Medians(Rounds, WarmUp, Array.ConvertAll(stores, Taker));
            var smallest = medians.Min();
            foreach (var (use, median) in s_uses.Zip(medians))
                yield return Result.Time("b", $"next number, {strategy}, {use.What}", median, smallest, 1.5);
        }
        finally
        {
            foreach (var store in stores) store.Dispose();
        }
    }

    // Without the commit, whose wait for the disk would hide what is measured here.
    private static Func<int, TimeSpan> Taker(BenchmarkStore store)
    {
        var numbers = new NumberAllocator(TimeProvider.System, new TimeOrderedIds(TimeProvider.System), new Random(1));
        var lease = new Lease("lease", "lease", LeaseKind.Service);
        var system = store.Product;
        return _ => system.Store.Run(session => Clock.Time(() => numbers.Take(session, "p", null, lease, "a")));
    }

    private static BenchmarkStore Prepare(Use use, PoolStrategy strategy)
    {
        var store = new BenchmarkStore();
        store.Create("p", 0, Size, strategy);
        var aged = strategy == PoolStrategy.LeastRecentlyUsed ? 1 : 0;
        store.Fill(FormattableString.Invariant($"""
            PRAGMA synchronous = OFF;
            BEGIN;
            DELETE FROM free_ranges;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {use.Ranges})
            INSERT INTO free_ranges (pool, range_from, range_to, freed_at)
            SELECT 'p', i * {use.Stride}, i * {use.Stride} + {use.Free}, {aged} * (1 + i * 7919 % {use.Ranges}) FROM n;
            {(use.InLedger ? Held(use) : "")}
            COMMIT
            """));
        return store;
    }

    private static string Held(Use use) => FormattableString.Invariant($"""
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {use.Ranges})
        INSERT INTO allocations (reservation_id, pool, resource_id, number, lease_id, lease_name, lease_kind, attribute, state, start_date, end_date)
        SELECT printf('%08d', i), 'p', i * {use.Stride} + {use.Free}, i * {use.Stride} + {use.Free}, printf('%08d', i), 'l', 'Service', 'a', 'Active', i, NULL FROM n;
        """);
}

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
    private const int WarmUp = 3_000;

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
            var smallest = medians.Min()!;
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
        if (use.InLedger)
        {
            store.FillLedger("p", use.Ranges, new Dictionary<string, string>
            {
                ["reservation_id"] = "printf('%08d', n.i)",
                ["resource_id"] = Number($"n.i * {use.Stride} + {use.Free}"),
                ["number"] = Number($"n.i * {use.Stride} + {use.Free}"),
                ["lease_id"] = "printf('%08d', n.i)",
            });
        }

        var freed = strategy == PoolStrategy.LeastRecentlyUsed ? Number($"1 + n.i * 7919 % {use.Ranges}") : "NULL";
        store.FillFree("p", use.Ranges, Number($"n.i * {use.Stride}"), Number($"n.i * {use.Stride} + {use.Free}"), freed);
        return store;
    }

    private static string Number(FormattableString sql) => FormattableString.Invariant(sql);
}

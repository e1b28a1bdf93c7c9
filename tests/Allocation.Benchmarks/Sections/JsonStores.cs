using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core;
using Allocation.Core.Allocating;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Benchmarks.Sections;

/// <summary>One allocation in a JSON store, which writes its whole document each time, beside the same in a SQLite store.</summary>
internal static class JsonStores
{
    private const int Rounds = 30;
    private const int WarmUp = 10;

    private static readonly Lease s_lease = new("lease", "lease", LeaseKind.Service);

    public static IEnumerable<Result> Run() => new[] { 100, 1_000, 10_000 }.SelectMany(Run);

    private static IEnumerable<Result> Run(int held)
    {
        var folder = Directory.CreateTempSubdirectory("allocation-benchmark-").FullName;
        try
        {
            var stores = new[] { "json:store.json", "sqlite:store.db", "json:alone.json" }
                .Select(text => StoreUri.Parse(text, folder)).ToList();
            foreach (var uri in stores) Fill(uri, held);
            using var json = new StoreProvider().Open(stores[0]);
            using var sqlite = new StoreProvider().Open(stores[1]);
            using var alone = new StoreProvider().Open(stores[2]);
            var medians = Clock.Medians(Rounds, WarmUp, _ => Take(json), _ => Take(sqlite), _ => Clock.Time(() => OpenAndTake(stores[0])),
                _ => Clock.Time(() => OpenAndTake(stores[1])), _ => Take(alone));
            var size = held.ToString("N0", CultureInfo.InvariantCulture);
            yield return Figure($"one allocation, JSON document of {size}", medians[4], medians[1]);
            yield return Figure("the same after another one wrote", medians[0], medians[1]);
            yield return Figure("the same with opening the store", medians[2], medians[3]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Result Figure(string what, Figure json, Figure sqlite) =>
        new("e", what, Result.Of(json), "SQLite " + Result.Of(sqlite), json / sqlite, null, null) { Measured = json };

    private static TimeSpan Take(IAllocationStore store) =>
        Clock.Time(() => store.Run(session => Numbers().Take(session, "p", null, s_lease, "a")));

    private static void OpenAndTake(StoreUri uri)
    {
        using var store = new StoreProvider().Open(uri);
        Take(store);
    }

    private static void Fill(StoreUri uri, int held)
    {
        using var system = new AllocationSystem(new StoreProvider().Open(uri));
        system.Pools.Create("p", new PoolChange { From = 0, To = 1L << 32 });
        system.Store.Run(session =>
        {
            var numbers = Numbers();
            for (var i = 0; i < held; i++) numbers.Take(session, "p", null, s_lease, "a");
            return held;
        });
    }

    private static NumberAllocator Numbers() => new(TimeProvider.System, new TimeOrderedIds(TimeProvider.System), new Random(1));
}

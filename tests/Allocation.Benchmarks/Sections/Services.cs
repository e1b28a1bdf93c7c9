using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Services;

namespace Allocation.Benchmarks.Sections;

/// <summary>
/// Making services through the core, beside inserting the same three rows of each (the service and its two allocations) into
/// the same tables with Microsoft.Data.Sqlite alone. The core besides looks up the pool and the name, changes the free range
/// and writes the history.
/// </summary>
internal static class Services
{
    private const int Batch = 1_000;

    public static IEnumerable<Result> Run()
    {
        yield return Compare("one service, one transaction", 1, rounds: 1_500, warmUp: 500, atLeast: 0.7);
        yield return Compare(FormattableString.Invariant($"{Batch:N0} services, one transaction"), Batch, rounds: 25, warmUp: 8, atLeast: 0.4);
    }

    private static Result Compare(string what, int services, int rounds, int warmUp, double atLeast)
    {
        using var ours = new BenchmarkStore();
        using var bare = new BenchmarkStore();
        ours.Create("vlan", 0, 1L << 32);
        bare.Create("vlan", 0, 1L << 32);
        using var written = new BareRows(ours.OpenBare());
        using var floor = new BareRows(bare.OpenBare());
        var system = ours.Product;
        var waiting = new Queue<List<(string Table, object[] Values)>>();
        var made = 0;
        TimeSpan Make()
        {
            var requests = Enumerable.Range(made, services).Select(n => new VlanServiceRequest(Name(n))).ToList();
            made += services;
            IReadOnlyList<VlanService> results = [];
            var time = Clock.Time(() => results = services == 1 ? [system.VlanServices.Create(requests[0]).Service] : system.VlanServices.CreateAll(requests));
            waiting.Enqueue(results.SelectMany(s => written.Read("services", "id = @value", s.Id).Concat(written.Read("allocations", "lease_id = @value", s.Id))).ToList());
            return time;
        }

        // One ahead, so that the floor has rows whoever goes first.
        Make();
        var medians = Clock.Medians(rounds, warmUp, _ => Make(), _ => Insert(floor, waiting.Dequeue(), services));
        return Result.Rate("a", what, medians[0], medians[1], atLeast);
    }

    private static TimeSpan Insert(BareRows floor, List<(string Table, object[] Values)> rows, int services) =>
        rows.Count == 3 * services ? Clock.Time(() => floor.Insert(rows)) : throw new InvalidOperationException($"{rows.Count} rows for {services} services.");

    private static string Name(int number) => "service-" + number.ToString("D8", CultureInfo.InvariantCulture);
}

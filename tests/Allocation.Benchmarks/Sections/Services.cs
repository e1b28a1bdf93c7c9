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
        yield return Compare("one service, one transaction", 1, inARow: 25, rounds: 150, warmUp: 200, atLeast: 0.7);
        yield return Compare(FormattableString.Invariant($"{Batch:N0} services, one transaction"), Batch, inARow: 1, rounds: 25,
            warmUp: 8, atLeast: 0.4);
    }

    // A rate is that of many in a row: so many transactions of ours, then as many of the floor.
    private static Result Compare(string what, int services, int inARow, int rounds, int warmUp, double atLeast)
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
            var orders = Enumerable.Range(0, inARow).Select(_ => Requests()).ToList();
            var results = new List<VlanService>();
            var time = Clock.Time(() =>
            {
                foreach (var requests in orders)
                {
                    if (services == 1) results.Add(system.VlanServices.Create(requests[0]).Service);
                    else results.AddRange(system.VlanServices.CreateAll(requests));
                }
            });
            foreach (var made in results.Chunk(services))
                waiting.Enqueue(made.SelectMany(s => written.Read("services", "id = @value", s.Id)
                    .Concat(written.Read("allocations", "lease_id = @value", s.Id))).ToList());
            return time / inARow;
        }

        List<VlanServiceRequest> Requests()
        {
            var requests = Enumerable.Range(made, services).Select(n => new VlanServiceRequest(Name(n))).ToList();
            made += services;
            return requests;
        }

        TimeSpan Insert()
        {
            var rows = Enumerable.Range(0, inARow).Select(_ => waiting.Dequeue()).ToList();
            if (rows.Exists(r => r.Count != 3 * services))
                throw new InvalidOperationException($"Not three rows for each of {services} services.");
            return Clock.Time(() => rows.ForEach(floor.Insert)) / inARow;
        }

        // One round ahead, so that the floor has rows whoever goes first.
        Make();
        var medians = Clock.Medians(rounds, warmUp, _ => Make(), _ => Insert());
        return Result.Rate("a", what, medians[0], medians[1], atLeast);
    }

    private static string Name(int number) => "service-" + number.ToString("D8", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json.Nodes;
using Allocation.Benchmarks.Measuring;
using Allocation.Core;
using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Benchmarks.Sections;

/// <summary>Services with embedded items that each get a number, and the ten thousandth service of a definition.</summary>
internal static class Embedded
{
    private static readonly int[] s_sizes = [1, 10, 100, 1_000];

    public static IEnumerable<Result> Run() => PerItem().Append(Late());

    // Per item, so that a size that costs more than its share shows. One store each, or the large ones slow the small ones down.
    private static IEnumerable<Result> PerItem()
    {
        var stores = Array.ConvertAll(s_sizes, _ => new BenchmarkStore());
        try
        {
            var makers = Array.ConvertAll(stores, Define);
            var medians = Clock.Medians(40, 15,
                [.. s_sizes.Select((size, i) => (Func<int, TimeSpan>)(round => Make(stores[i].Product, makers[i], round, size) / size))]);
            var ten = medians[Array.IndexOf(s_sizes, 10)];
            foreach (var (size, median) in s_sizes.Zip(medians))
            {
                var what = FormattableString.Invariant($"{size:N0} embedded items, per item");
                yield return size <= 10
                    ? new Result("h", what, Result.Of(median), Result.Of(ten), median / ten, null, null) { Measured = median }
                    : Result.Time("h", what, median, ten, 1.5);
            }
        }
        finally
        {
            foreach (var store in stores) store.Dispose();
        }
    }

    private static Result Late()
    {
        using var early = new BenchmarkStore();
        using var late = new BenchmarkStore();
        var (first, second) = (Define(early), Define(late));
        for (var i = 0; i < 100; i++) Make(early.Product, first, i, 2);
        for (var batch = 0; batch < 10; batch++)
            late.Product.Services.CreateAll(Enumerable.Range(batch * 1_000, 1_000).Select(i => Request(second, i, 2)).ToList());
        var medians = Clock.Medians(
            300,
            100,
            round => Make(early.Product, first, 1_000_000 + round, 2, undo: true),
            round => Make(late.Product, second, 1_000_000 + round, 2, undo: true));
        return Result.Time("h", "the 10,001st service beside the 101st", medians[1], medians[0], 1.3);
    }

    private static ServiceDefinition Define(BenchmarkStore store)
    {
        store.Create("p", 0, 1L << 32);
        return store.Product.Definitions.Register("""
            { "name": "Switch", "attributes": { "name": "string" },
              "embedded": { "ports": { "modifier": "rw+", "keys": "name", "attributes": { "name": "string", "vlan": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "ports[name=*].vlan", "allocator": "number", "arguments": { "pool": "p" } } ] }
            """);
    }

    private static TimeSpan Make(AllocationSystem system, ServiceDefinition definition, int number, int items, bool undo = false)
    {
        ServiceOutcome? made = null;
        var time = Clock.Time(() => made = system.Services.Create(Request(definition, number, items)));
        if (undo) system.Services.Remove(definition, made!.Instance.Id);
        return time;
    }

    private static ServiceRequest Request(ServiceDefinition definition, int number, int items) =>
        ServiceRequest.Of(definition, new JsonObject
        {
            ["name"] = "s" + number.ToString(CultureInfo.InvariantCulture),
            ["ports"] = new JsonArray(Enumerable.Range(0, items)
            .Select(i => (JsonNode?)new JsonObject { ["name"] = "eth" + i.ToString(CultureInfo.InvariantCulture) }).ToArray()),
        });
}

using System.Globalization;
using Allocation.Benchmarks.Measuring;

namespace Allocation.Benchmarks.Sections;

/// <summary>Processes that allocate from one SQLite file at once, beside one alone.</summary>
internal static class Processes
{
    private const int Services = 4_000;
    private const int Rounds = 3;
    private const int Together = 8;

    public static IEnumerable<Result> Run()
    {
        using var store = new BenchmarkStore();
        store.Create("p", 0, 1L << 32);
        var text = store.Uri.ToString();
        var medians = Clock.Medians(
            Rounds,
            1,
            _ => Worker.Time(text, "p", Together, Services / Together),
            _ => Worker.Time(text, "p", 1, Services));
        yield return Result.Rate("f", string.Create(CultureInfo.InvariantCulture,
            $"SQLite: {Services} services by {Together} processes together, by one"), medians[0], medians[1], 0.7);
    }
}

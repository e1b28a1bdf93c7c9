using System.Diagnostics;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Ledger;

namespace Allocation.Benchmarks.Sections;

/// <summary>Streaming the ledger, beside a bare data reader that reads the same columns of the same SQL.</summary>
internal static class Reading
{
    private const int Rows = 1_000_000;
    private const int SampleEvery = 20_000;
    private const double Mebibyte = 1024 * 1024;

    private const string Sql =
        "SELECT reservation_id, pool, resource_id, number, lease_id, lease_name, lease_kind, attribute, state, start_date, end_date FROM " +
            "allocations ORDER BY pool, number, resource_id, reservation_id";

    public static IEnumerable<Result> Run()
    {
        using var store = new BenchmarkStore();
        store.Create("p", 0, Rows);
        store.FillLedger("p", Rows, new Dictionary<string, string>
        {
            ["reservation_id"] = "lower(hex(randomblob(16)))",
            ["resource_id"] = "n.i",
            ["number"] = "n.i",
            ["lease_id"] = "lower(hex(randomblob(16)))",
            ["lease_name"] = "'service-' || n.i / 2",
            ["lease_name_key"] = "'SERVICE-' || n.i / 2",
            ["attribute"] = "CASE n.i % 2 WHEN 0 THEN 'north_vlan_id' ELSE 'south_vlan_id' END",
            ["state"] = "CASE n.i % 4 WHEN 0 THEN 'Released' ELSE 'Active' END",
            ["start_date"] = "1900000000000000 + n.i",
            ["end_date"] = "CASE n.i % 4 WHEN 0 THEN 1900000000000000 + n.i END",
        });
        var firsts = new List<TimeSpan>();
        var medians = Clock.Medians(
            7,
            2,
            _ => Clock.Time(() => firsts.Add(Stream(store))),
            _ => Clock.Time(() => ReadBare(store)));
        yield return Result.Rate("c", FormattableString.Invariant($"{Rows:N0} ledger rows streamed"), medians[0], medians[1], 0.4);
        var first = new Figure(firsts);
        yield return new("c", "first row of them", Result.Of(first), "", null, "<= 50 ms", first.Median <= TimeSpan.FromMilliseconds(50))
        { Measured = first };
        var grown = Growth(store) / Mebibyte;
        yield return new("c", "memory above the start meanwhile", FormattableString.Invariant($"{grown:0.0} MiB"), "", null, "< 100 MB",
            grown * Mebibyte < 100e6);
    }

    private static TimeSpan Stream(BenchmarkStore store)
    {
        var started = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        var count = 0;
        foreach (var row in store.Product.Ledger.Query(new AllocationQuery()))
        {
            first ??= Stopwatch.GetElapsedTime(started);
            if (row.ResourceId.Length > 0) count++;
        }

        return count == Rows ? first!.Value : throw new InvalidOperationException($"{count} rows instead of {Rows}.");
    }

    private static void ReadBare(BenchmarkStore store)
    {
        using var connection = store.OpenBare();
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        using var reader = command.ExecuteReader();
        var length = 0L;
        while (reader.Read())
        {
            length += reader.GetString(0).Length + reader.GetString(1).Length + reader.GetString(2).Length + reader.GetInt64(3)
                + reader.GetString(4).Length + reader.GetString(5).Length + reader.GetString(6).Length
                    + (reader.IsDBNull(7) ? 0 : reader.GetString(7).Length)
                + reader.GetString(8).Length + reader.GetInt64(9) + (reader.IsDBNull(10) ? 0 : reader.GetInt64(10));
        }

        if (length == 0) throw new InvalidOperationException("Nothing was read.");
    }

    // The most that the process's memory grew, looked at while reading.
    private static long Growth(BenchmarkStore store)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var (start, most, count) = (WorkingSet(), 0L, 0);
        foreach (var _ in store.Product.Ledger.Query(new AllocationQuery()))
        {
            if (++count % SampleEvery == 0) most = Math.Max(most, WorkingSet() - start);
        }

        return most;
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

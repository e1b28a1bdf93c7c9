using System.Diagnostics;
using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Ledger;
using Microsoft.Data.Sqlite;

namespace Allocation.Benchmarks.Sections;

/// <summary>The ledger at a million allocations, a tenth of them active: one lease, pages, by resource, and all of it in pwsh.</summary>
internal static class Ledger
{
    private const int Rows = 1_000_000;
    private const int Numbers = 100_000;
    private const int PipelineRows = 100_000;
    private const int PageSize = 100;
    private const double Mebibyte = 1024 * 1024;

    private const string Columns =
        "reservation_id, pool, resource_id, number, lease_id, lease_name, lease_kind, attribute, state, start_date, end_date";

    public static IEnumerable<Result> Run()
    {
        using var store = new BenchmarkStore();
        store.Create("p", 0, Numbers + 1);
        store.FillLedger("p", Rows, new Dictionary<string, string>
        {
            ["reservation_id"] = "printf('%016d', n.i)",
            ["resource_id"] = $"n.i % {Numbers}",
            ["number"] = $"n.i % {Numbers}",
            ["lease_id"] = "printf('lease-%07d', n.i / 20)",
            ["lease_name"] = "'service-' || n.i / 20",
            ["lease_name_key"] = "'SERVICE-' || n.i / 20",
            ["state"] = $"CASE WHEN n.i < {Rows - Numbers} THEN 'Released' ELSE 'Active' END",
            ["start_date"] = "1900000000000000 + n.i",
            ["end_date"] = $"CASE WHEN n.i < {Rows - Numbers} THEN 1900000000000001 + n.i END",
        });
        store.FillFree("p", 1, FormattableString.Invariant($"{Numbers}"), FormattableString.Invariant($"{Numbers + 1}"), "0");
        return [.. OfOneLease(store), .. Pages(store), .. ByResource(store), .. Pipeline(store)];
    }

    private static IEnumerable<Result> OfOneLease(BenchmarkStore store)
    {
        using var bare = store.OpenBare();
        using var command = bare.CreateCommand();
        command.CommandText =
            $"SELECT {Columns} FROM allocations WHERE lease_id = @lease ORDER BY pool, number, resource_id, reservation_id";
        var lease = command.Parameters.Add("@lease", SqliteType.Text);
        var medians = Clock.Medians(
            201,
            20,
            round => Clock.Time(() => Expect(20, store.Product.Ledger.Query(new() { LeaseId = Lease(round) }).Count())),
            round =>
            {
                lease.Value = Lease(round);
                return Clock.Time(() => Expect(20, Read(command)));
            });
        yield return Result.Time("k", "all 20 allocations of one lease, of a million", medians[0], medians[1], 3);
    }

    private static IEnumerable<Result> Pages(BenchmarkStore store)
    {
        var middle = store.Product.Ledger.Query(new() { Skip = Rows / 2, Take = 1 }).Single();
        var query = new AllocationQuery { Take = PageSize };
        var medians = Clock.Medians(
            201,
            20,
            _ => Clock.Time(() => Expect(PageSize, store.Product.Ledger.Query(query with { After = LedgerPosition.Of(middle) }).Count())),
            _ => Clock.Time(() => Expect(PageSize, store.Product.Ledger.Query(query).Count())));
        yield return Result.Time("k", "page of 100 in the middle, beside the first page", medians[0], medians[1], 2);
        var skipped = new Figure([.. Enumerable.Range(0, 7)
            .Select(_ => Clock.Time(() => Expect(PageSize, store.Product.Ledger.Query(query with { Skip = Rows / 2 }).Count())))]);
        yield return new("k", "the same page counted off from the start", Result.Of(skipped), "", null, null, null)
        { Measured = skipped };
    }

    private static IEnumerable<Result> ByResource(BenchmarkStore store)
    {
        using var bare = store.OpenBare();
        using var command = bare.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM allocations ORDER BY pool, number, resource_id, reservation_id";
        var medians = Clock.Medians(
            5,
            1,
            _ => Clock.Time(() => Expect(Numbers + 1, store.Product.Ledger.ByResource(new()).Count())),
            _ => Clock.Time(() => Expect(Rows, Read(command))));
        yield return Result.Rate("k", FormattableString.Invariant($"{Rows:N0} allocations by resource"), medians[0], medians[1], 0.3);
        var grown = Growth(store);
        yield return new("k", "memory above the start meanwhile", FormattableString.Invariant($"{grown / Mebibyte:0.0} MiB"), "", null,
            "< 100 MB", grown < 100e6);
    }

    private static IEnumerable<Result> Pipeline(BenchmarkStore store)
    {
        if (StartUp.BuiltModule() is not { } module)
            return [new("k", "Get-Allocation in pwsh", "skipped: the module is not built", "", null, null, null)];
        var csv = Path.ChangeExtension(store.Path, "csv");
        using (var writer = new StreamWriter(csv))
        {
            writer.WriteLine("ReservationId,Pool,ResourceId,Value,LeaseId,LeaseName,LeaseKind,Attribute,State,StartDate,EndDate");
            foreach (var line in store.Product.Ledger.Query(new() { Take = PipelineRows }))
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{line.ReservationId},{line.Pool},{line.ResourceId},{line.Value},{line.LeaseId},{line.LeaseName}," +
                    $"{line.LeaseKind},{line.Attribute},{line.State},{line.StartDate:O},{line.EndDate:O}"));
        }

        // Timed within pwsh, and the best of some, so that its start does not count.
        var ours = Shell($"Import-Module '{module}'; $null = Get-Allocation -Store '{store.Uri}' -First 10; " +
            $"{Best($"Get-Allocation -Store '{store.Uri}' -State All -First {PipelineRows} | ForEach-Object {{ }}")}");
        var text = Shell($"$null = Import-Csv '{csv}' | Select-Object -First 10; {Best($"Import-Csv '{csv}' | ForEach-Object {{ }}")}");
        if (ours is null || text is null) return [new("k", "Get-Allocation in pwsh", "skipped: there is no pwsh", "", null, null, null)];
        var sqlite = Clock.Time(() => Start("sqlite3", "-readonly", store.Path,
            $".once {Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())}",
            $"SELECT {Columns} FROM allocations ORDER BY pool, number, resource_id, reservation_id LIMIT {PipelineRows}"));
        var rate = PipelineRows / ours.Value;
        return
        [
            new("k", "Get-Allocation in pwsh, rows a second", FormattableString.Invariant($"{rate:N0}"),
                FormattableString.Invariant($"{PipelineRows / text.Value:N0} Import-Csv"), text.Value / ours.Value,
                ">= 50,000", rate >= 50_000),
            new("k", FormattableString.Invariant($"sqlite3 writes the same {PipelineRows:N0} rows as text"),
                Result.Of(sqlite), "", null, null, null),
        ];
    }

    private static string Best(string script) =>
        $"(1..3 | ForEach-Object {{ (Measure-Command {{ {script} }}).TotalSeconds }} | Measure-Object -Minimum).Minimum";

    private static double? Shell(string script)
    {
        var output = Start("pwsh", "-NoProfile", "-NonInteractive", "-Command", script);
        return output is null ? null : double.Parse(output.Trim(), CultureInfo.InvariantCulture);
    }

    private static string? Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Lease(int round) => FormattableString.Invariant($"lease-{round * 211 % (Rows / 20):0000000}");

    private static int Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var (count, length) = (0, 0L);
        while (reader.Read())
        {
            length += reader.GetString(0).Length + reader.GetString(1).Length + reader.GetString(2).Length + reader.GetInt64(3)
                + reader.GetString(4).Length + reader.GetString(5).Length
                + reader.GetString(6).Length + reader.GetString(7).Length + reader.GetString(8).Length + reader.GetInt64(9)
                    + (reader.IsDBNull(10) ? 0 : reader.GetInt64(10));
            count++;
        }

        // Used, so that nobody can leave out reading it; the times run over.
        return length != 0 ? count : -1;
    }

    private static void Expect(int expected, int count)
    {
        if (count != expected) throw new InvalidOperationException($"{count} instead of {expected}.");
    }

    // The most that the process's memory grew, looked at while reading.
    private static double Growth(BenchmarkStore store)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var (start, most, count) = (WorkingSet(), 0L, 0);
        foreach (var _ in store.Product.Ledger.ByResource(new()))
        {
            if (++count % 5_000 == 0) most = Math.Max(most, WorkingSet() - start);
        }

        return most;
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

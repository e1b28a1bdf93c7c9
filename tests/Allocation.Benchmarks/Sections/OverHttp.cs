using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Direct;
using Allocation.Core.Tickets;

namespace Allocation.Benchmarks.Sections;

/// <summary>The server, a process of its own, beside the same done in this process on the same store: claims over eight connections beside
/// eight threads, the ledger beside the command line, and a ticket with a ready resource beside the library.</summary>
internal static class OverHttp
{
    private const int Callers = 8;
    private const int Each = 40;
    private const int Rows = 100_000;

    public static IEnumerable<Result> Run() => [.. Claims(), .. Listing(), .. Ticket()];

    private static IEnumerable<Result> Claims()
    {
        using var store = new BenchmarkStore();
        store.Create("p", 0, 1L << 32);
        using var server = new ServerProcess(store, Callers);
        var made = 0;
        var medians = Clock.Medians(
            31,
            10,
            _ => Clock.Time(() => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Claim())).Wait()),
            _ => Clock.Time(() =>
            {
                var threads = Enumerable.Range(0, Callers).Select(_ => new Thread(Take)).ToList();
                threads.ForEach(thread => thread.Start());
                threads.ForEach(thread => thread.Join());
            }));
        var what = $"{Callers * Each} claims over HTTP with {Callers} connections, beside {Callers} threads in process";
        yield return Result.Rate("n", what, medians[0], medians[1], 0.6);

        async Task Claim()
        {
            for (var i = 0; i < Each; i++)
            {
                using var answer = await server.Client.PostAsJsonAsync("api/v1/direct-allocations", new { Pool = "p", Name = Next() });
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
            }
        }

        void Take()
        {
            for (var i = 0; i < Each; i++) store.Product.Direct.TakeAll([new DirectRequest("p", Next())]);
        }

        string Next() => FormattableString.Invariant($"n{Interlocked.Increment(ref made)}");
    }

    // From the first byte to the last: a server starts once, and the command line for each list.
    private static IEnumerable<Result> Listing()
    {
        using var store = new BenchmarkStore();
        store.Create("p", 0, Rows + 1);
        store.FillLedger("p", Rows, new Dictionary<string, string>
        {
            ["reservation_id"] = "printf('%016d', n.i)",
            ["resource_id"] = "n.i",
            ["number"] = "n.i",
            ["lease_id"] = "printf('lease-%07d', n.i / 20)",
            ["lease_name"] = "'service-' || n.i / 20",
            ["lease_name_key"] = "'SERVICE-' || n.i / 20",
        });
        using var server = new ServerProcess(store, 1);
        var medians = Clock.Medians(7, 2, _ => OfServer(), _ => OfCommandLine());
        yield return Result.Rate("n", FormattableString.Invariant($"a ledger of {Rows:N0} lines over HTTP, beside the command line"),
            medians[0], medians[1], 0.5);

        TimeSpan OfServer()
        {
            using var answer = server.Client.GetAsync("api/v1/allocations", HttpCompletionOption.ResponseHeadersRead).Result;
            answer.EnsureSuccessStatusCode();
            return FromFirstToLast(answer.Content.ReadAsStream());
        }

        TimeSpan OfCommandLine()
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet",
                [Path.Combine(AppContext.BaseDirectory, "allocation.dll"), "list", "--json", "--store", "sqlite:" + store.Path])
            { RedirectStandardOutput = true })!;
            var time = FromFirstToLast(process.StandardOutput.BaseStream);
            process.WaitForExit();
            return time;
        }
    }

    private static IEnumerable<Result> Ticket()
    {
        using var store = new BenchmarkStore();
        Tickets.Reusable(store.Product);
        using var server = new ServerProcess(store, 1);
        var (http, library) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < 2_400; i++)
        {
            long id = 0;
            var ours = Clock.Time(() => id = Take());
            store.Product.Tickets.Close(id);
            var theirs = Clock.Time(() =>
                id = store.Product.Tickets.Open(new TicketRequest { Tag = ["a"], Sandbox = Tickets.Sandbox }).Id);
            store.Product.Tickets.Close(id);
            if (i < 400) continue;
            http.Add(ours);
            library.Add(theirs);
        }

        yield return Result.Time("n", "a ticket with a ready resource over HTTP, p50, beside the library", Tickets.At(http, 0.50),
            Tickets.At(library, 0.50), atMost: 3);
        yield return Result.Time("n", "the same, p99", Tickets.At(http, 0.99), Tickets.At(library, 0.99), atMost: 3);

        long Take()
        {
            using var answer = server.Client.PostAsJsonAsync("api/v1/tickets", new { Tag = new[] { "a" }, Tickets.Sandbox }).Result;
            answer.EnsureSuccessStatusCode();
            var ticket = JsonNode.Parse(answer.Content.ReadAsStream())!;
            if (!(bool)ticket["Ready"]!) throw new InvalidOperationException("The ticket waits.");
            return (long)ticket["Id"]!;
        }
    }

    private static TimeSpan FromFirstToLast(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var bytes = (long)stream.Read(buffer);
        var began = Stopwatch.GetTimestamp();
        int read;
        while ((read = stream.Read(buffer)) > 0) bytes += read;
        var time = Stopwatch.GetElapsedTime(began);
        return bytes > Rows * 100L ? time : throw new InvalidOperationException($"Only {bytes} bytes were sent.");
    }
}

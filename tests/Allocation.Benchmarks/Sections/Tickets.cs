using System.Diagnostics;
using Allocation.Benchmarks.Measuring;
using Allocation.Core;
using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Tickets;
using Allocation.Stores;

namespace Allocation.Benchmarks.Sections;

/// <summary>Tickets: how soon one is answered, beside a bare transaction, beside ever more waiting ones, and across processes.</summary>
internal static class Tickets
{
    /// <summary>The sandbox of the tickets that reuse a resource.</summary>
    public const string Sandbox = "s";

    public static IEnumerable<Result> Run()
    {
        foreach (var result in Ready()) yield return Told(result);
        foreach (var result in Waiting()) yield return Told(result);
        foreach (var result in Across()) yield return Told(result);
        foreach (var result in Cycles()) yield return Told(result);
    }

    /// <summary>The other process of <see cref="Across(string, string)"/>: opens tickets that have to wait, and says when each got its
    /// resource.</summary>
    public static void WaitElsewhere(string store, int count)
    {
        using var system = new AllocationSystem(new StoreProvider().Open(StoreUri.Parse(store, "/")));
        for (var i = 0; i < count; i++)
        {
            Console.ReadLine();
            Console.WriteLine(Stopwatch.GetTimestamp());
            var ticket = system.Tickets.Open(new TicketRequest { Tag = ["a"], Sandbox = Sandbox });
            Console.WriteLine(ticket.Id);
            system.Tickets.Wait(ticket.Id);
            Console.WriteLine(Stopwatch.GetTimestamp());
            Console.ReadLine();
            system.Tickets.Close(ticket.Id);
            Console.WriteLine("closed");
        }
    }

    // The whole takes minutes, and the table is printed at its end.
    private static Result Told(Result result)
    {
        Console.Error.WriteLine(FormattableString.Invariant($"  {result.What}: {result.Subject}, {result.Floor} ({result.Ratio:0.00})"));
        return result;
    }

    // One resource that goes from ticket to ticket of one sandbox: opening one never has to wait.
    private static IEnumerable<Result> Ready()
    {
        using var store = new BenchmarkStore();
        using var bare = new BenchmarkStore();
        Reusable(store.Product);
        bare.Create("vlan", 0, 10);
        using var connection = bare.OpenBare();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE queue SET revision = revision + 1";
        command.Prepare();
        var (open, floor) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < 1_300; i++)
        {
            ResourceTicket? ticket = null;
            var time = Clock.Time(() => ticket = store.Product.Tickets.Open(new TicketRequest { Tag = ["a"], Sandbox = Sandbox }));
            if (!ticket!.Ready) throw new InvalidOperationException("The ticket waits.");
            store.Product.Tickets.Close(ticket.Id);
            var least = Clock.Time(() => command.ExecuteNonQuery());
            if (i < 300) continue;
            open.Add(time);
            floor.Add(least);
        }

        yield return Result.Time("j", "ticket with a ready resource, p50, beside a bare transaction", At(open, 0.50),
            At(floor, 0.50), atMost: 4);
        yield return Result.Time("j", "the same, p99", At(open, 0.99), At(floor, 0.99), atMost: 4);
    }

    // A ticket of other tags comes and goes beside tickets that wait, by turns with a store in which none waits: whatever else
    // the machine does meanwhile slows down both.
    private static IEnumerable<Result> Waiting()
    {
        using var empty = new BenchmarkStore();
        using var full = new BenchmarkStore();
        Reusable(empty.Product);
        Reusable(full.Product);
        var waiting = 0;
        foreach (var target in (int[])[100, 1_000, 10_000])
        {
            for (; waiting < target; waiting++) full.Product.Tickets.Open(new TicketRequest { Tag = ["never"] });
            var (alone, beside) = (new List<TimeSpan>(), new List<TimeSpan>());
            for (var i = 0; i < 400; i++)
            {
                var (first, second) = (Assignment(empty.Product), Assignment(full.Product));
                if (i < 100) continue;
                alone.Add(first);
                beside.Add(second);
            }

            yield return Result.Time("j", FormattableString.Invariant($"assignment beside {target:N0} waiting tickets, beside none"),
                new Figure(beside), new Figure(alone), atMost: 3);
        }
    }

    // Closing one ticket assigns its resource to the other.
    private static TimeSpan Assignment(AllocationSystem system)
    {
        var mine = system.Tickets.Open(new TicketRequest { Tag = ["a"], Sandbox = Sandbox });
        var next = system.Tickets.Open(new TicketRequest { Tag = ["a"], Sandbox = Sandbox });
        var took = Clock.Time(() => system.Tickets.Close(mine.Id));
        if (!system.Tickets.Get(next.Id).Ready) throw new InvalidOperationException("The ticket waits.");
        system.Tickets.Close(next.Id);
        return took;
    }

    private static IEnumerable<Result> Across()
    {
        using (var store = new BenchmarkStore())
        {
            foreach (var result in Across("SQLite", "sqlite:" + store.Path)) yield return result;
        }

        if (!PostgresCluster.IsInstalled) yield break;
        using var cluster = new PostgresCluster("");
        foreach (var result in Across("PostgreSQL", cluster.StoreText("tickets"))) yield return result;
    }

    private static IEnumerable<Result> Across(string kind, string text)
    {
        const int Count = 300;
        using var system = new AllocationSystem(new StoreProvider().Open(StoreUri.Parse(text, "/")));
        Reusable(system);
        using var stop = new CancellationTokenSource();
        var manager = Background(system, stop.Token);
        using var other = Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
            [.. Itself(), "--wait-elsewhere", text, $"{Count}"])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var (times, wakes, pipe) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < Count; i++)
        {
            var mine = system.Tickets.Open(new TicketRequest { Tag = ["a"], Sandbox = Sandbox });
            if (!mine.Ready) throw new InvalidOperationException("The ticket waits.");
            var asked = Stopwatch.GetTimestamp();
            other.StandardInput.WriteLine();
            pipe.Add(Stopwatch.GetElapsedTime(asked, long.Parse(other.StandardOutput.ReadLine()!, null)));
            other.StandardOutput.ReadLine();
            var started = Stopwatch.GetTimestamp();
            system.Tickets.Close(mine.Id);
            var closed = Stopwatch.GetTimestamp();
            var seen = long.Parse(other.StandardOutput.ReadLine()!, null);
            times.Add(Stopwatch.GetElapsedTime(started, seen));

            // The other may see the commit before the call that made it returns.
            wakes.Add(Stopwatch.GetElapsedTime(Math.Min(closed, seen), seen));
            other.StandardInput.WriteLine();
            other.StandardOutput.ReadLine();
        }

        other.WaitForExit();
        stop.Cancel();
        manager.Join();
        yield return Result.Time("j", $"{kind}: a waiting ticket of another process learns of its resource, p99, beside 50 ms",
            At(times, 0.99), TimeSpan.FromMilliseconds(50), atMost: 1);
        yield return Result.Time("j", $"{kind}: of that, after the call that closed the other ticket returned, p99, beside 5 ms",
            At(wakes, 0.99), TimeSpan.FromMilliseconds(5), atMost: 1);

        // Tells what of it is the machine: how long a process that waits for a line needs to get it.
        yield return new("j", "the same, p50, beside a line through a pipe", Result.Of(At(times, 0.50)),
            Result.Of(At(pipe, 0.50)), null, null, null);
        yield return new("j", "the same, p99, beside a line through a pipe", Result.Of(At(times, 0.99)),
            Result.Of(At(pipe, 0.99)), null, null, null);
    }

    // Every cycle makes a resource and deletes it: four processes and as many transactions.
    private static IEnumerable<Result> Cycles()
    {
        foreach (var clients in (int[])[1, 8])
        {
            using var store = new BenchmarkStore();
            var system = store.Product;
            system.ResourcePools.Create("p", new ResourcePoolSettings
            {
                New = HookCommand.Shell("true"),
                Delete = HookCommand.Shell("true"),
                Tags = [new PoolTag("a")],
                Max = 4 * clients,
                MaxStarting = 2 * clients,
                MaxPrealloc = 2 * clients,
            });
            using var stop = new CancellationTokenSource();
            var manager = Background(system, stop.Token);
            var total = clients == 1 ? 500 : 10_000;
            Spin(system, clients, total / 10);
            var memory = Resident();
            var took = Clock.Time(() => Spin(system, clients, total));
            var later = Resident();
            stop.Cancel();
            manager.Join();
            yield return new("j", $"open, wait, close with {clients} clients",
                FormattableString.Invariant($"{total / took.TotalSeconds:0} cycles/s"), "", null, null, null);
            if (clients > 1)
                yield return new("j", FormattableString.Invariant($"memory after {total:N0} cycles, beside {total / 10:N0}"),
                    FormattableString.Invariant($"{later / 1e6:0.0} MB"), FormattableString.Invariant($"{memory / 1e6:0.0} MB"),
                    (double)later / memory, "<= 1.5", later <= 1.5 * memory);
        }
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    private static void Spin(AllocationSystem system, int clients, int total)
    {
        var threads = Enumerable.Range(0, clients).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < total / clients; i++)
                system.Tickets.Close(system.Tickets.Wait(system.Tickets.Open(new TicketRequest { Tag = ["a"] }).Id).Id);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private static Thread Background(AllocationSystem system, CancellationToken stop)
    {
        var thread = new Thread(() => system.Manager.Run(null, TimeSpan.FromSeconds(10), stop));
        thread.Start();
        return thread;
    }

    /// <summary>A pool with one resource that goes from ticket to ticket of a sandbox, and one that has none.</summary>
    public static void Reusable(AllocationSystem system)
    {
        system.ResourcePools.Create("p", new ResourcePoolSettings
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Tags = [new PoolTag("a")],
            Max = 1,
            MaxPrealloc = 1,
            ReuseOpportunityTime = TimeSpan.FromHours(9),
            ReuseMaxTime = TimeSpan.Zero,
        });
        system.ResourcePools.Create("none", new ResourcePoolSettings
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Tags = [new PoolTag("never")],
            Max = 0,
        });
        system.Manager.Once();
    }

    // Run by dotnet, the program is its first argument; else it is the process itself.
    private static string[] Itself() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    /// <summary>The time that such a part of all times does not exceed.</summary>
    public static TimeSpan At(List<TimeSpan> times, double part)
    {
        times.Sort();
        return times[(int)(times.Count * part)];
    }
}

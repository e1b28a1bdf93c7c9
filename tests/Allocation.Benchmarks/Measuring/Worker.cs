using System.Diagnostics;
using System.Globalization;
using Allocation.Core;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Benchmarks.Measuring;

/// <summary>A process of its own that makes services in a store, once all of its kind are warm.</summary>
internal static class Worker
{
    /// <summary>The first argument of such a process.</summary>
    public const string Order = "--worker";

    // Until the code is compiled as well as it ever is: that is done once a process, however much it does.
    private const int WarmUp = 1_000;

    /// <summary>What such a process does: <c>--worker STORE POOL COUNT</c>.</summary>
    public static void Run(string store, string pool, string count)
    {
        using var system = new AllocationSystem(new StoreProvider().Open(StoreUri.Parse(store, Environment.CurrentDirectory)));
        Make(system, pool, WarmUp);
        Console.WriteLine("warm");
        Console.ReadLine();
        Make(system, pool, int.Parse(count, CultureInfo.InvariantCulture));
        Console.WriteLine("done");
        Console.ReadLine();
    }

    /// <summary>Makes services, each with two numbers of a pool.</summary>
    public static void Make(AllocationSystem system, string pool, int count)
    {
        for (var i = 0; i < count; i++)
            system.VlanServices.Create(new VlanServiceRequest(Guid.NewGuid().ToString("N")) { NorthPool = pool, SouthPool = pool });
    }

    /// <summary>How long processes take for so many services each, from the moment when all are warm to the end of the last.</summary>
    public static TimeSpan Time(string store, string pool, int processes, int each)
    {
        var workers = Enumerable.Range(0, processes)
            .Select(_ => Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
            [.. Self(), Order, store, pool, each.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!).ToList();
        workers.ForEach(Expect("warm"));
        var time = Clock.Time(() =>
        {
            workers.ForEach(w => w.StandardInput.WriteLine());
            workers.ForEach(Expect("done"));
        });
        workers.ForEach(w => w.StandardInput.Close());
        workers.ForEach(w => w.WaitForExit());
        workers.ForEach(w => w.Dispose());
        return time;
    }

    // Started by "dotnet program.dll" or by its own name.
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Worker).Assembly.Location] : [];

    private static Action<Process> Expect(string line) => worker =>
    {
        if (worker.StandardOutput.ReadLine() != line) throw new InvalidOperationException($"A worker did not say '{line}'.");
    };
}

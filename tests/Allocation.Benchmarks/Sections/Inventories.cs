using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core;
using Allocation.Core.Files;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Benchmarks.Sections;

/// <summary>A VLAN pool file as an inventory, beside a loop that does nothing but lock, read, write and rename the same file; and what
/// intents cost.</summary>
internal static class Inventories
{
    private const int Rounds = 300;
    private const int WarmUp = 60;

    public static IEnumerable<Result> Run()
    {
        yield return File("a number of a file by value", InventoryKind.ByValue);
        yield return File("a number of a file with owners", InventoryKind.Tagged) with { Target = null, Met = null };
        yield return Commits();
        foreach (var result in Services()) yield return result;
    }

    // Whole services, durable in the store and in the file, beside the least that one number of the file could cost.
    private static IEnumerable<Result> Services()
    {
        var folder = Directory.CreateTempSubdirectory("allocation-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "vlan.json");
            var used = string.Join(", ", Enumerable.Range(100, 200));
            System.IO.File.WriteAllText(path, $$"""{"range": {"from": 100, "to": 100000}, "used": [{{used}}]}""");
            using var system = new AllocationSystem(new StoreProvider().Open(StoreUri.Parse("sqlite:store.db", folder.FullName)));
            var made = 0;
            TimeSpan Make(int count)
            {
                var requests = Enumerable.Range(made, count).Select(i => new VlanServiceRequest($"s{i}") { PoolFile = path }).ToList();
                made += count;
                IReadOnlyList<VlanService> services = [];
                var time = Clock.Time(() => services = count == 1
                    ? [system.VlanServices.Create(requests[0]).Service]
                    : system.VlanServices.CreateAll(requests));
                foreach (var service in services) system.VlanServices.Remove(service.Id);
                return time / count;
            }

            var one = Clock.Medians(60, 20, _ => Make(1), _ => Clock.Time(() => Rewrite(path)));
            yield return Result.Rate("i", "a service with two numbers of a file of 200", one[0], one[1], null);
            var many = Clock.Medians(5, 1, _ => Make(100), _ => Clock.Time(() => Rewrite(path)));
            yield return Result.Rate("i", "100 such services together, each", many[0], many[1], null);
            TimeSpan InTurn(Func<List<ServiceRequest>, List<ServiceInstance>> make)
            {
                var requests = Enumerable.Range(made, 200)
                    .Select(i => new VlanServiceRequest($"s{i}") { PoolFile = path }.ToRequest()).ToList();
                made += requests.Count;
                List<ServiceInstance> services = [];
                var time = Clock.Time(() => services = make(requests));
                for (var i = 0; i < services.Count; i++) system.VlanServices.Remove(services[i].Id);
                return time / requests.Count;
            }

            var series = Clock.Medians(
                3,
                1,
                _ => InTurn(requests =>
                {
                    var queue = system.Queue();
                    var results = requests.SelectMany(request => queue.Add(request, null, 0)).Concat(queue.Rest());
                    return [.. results.Select(result => result.Made.Instance)];
                }),
                _ => InTurn(requests => requests.ConvertAll(request => system.Services.Create(request).Instance)));
            yield return Result.Rate("i", "200 such services by a pipeline, each, beside one call for each", series[0], series[1], null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Result File(string what, InventoryKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("allocation-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "vlan.json");
            System.IO.File.WriteAllText(path, """{"range": {"from": 100, "to": 4094}, "used": []}""");
            var file = new VlanPoolFile(path, folder.FullName, null, kind);
            for (var i = 0; i < 200; i++) file.Allocate(Claim(i), CancellationToken.None);
            var medians = Clock.Medians(
                Rounds,
                WarmUp,
                round =>
                {
                    InventoryEntry? entry = null;
                    var time = Clock.Time(() => entry = file.Allocate(Claim(1000 + round), CancellationToken.None));
                    file.Free(entry!, () => true, CancellationToken.None);
                    return time;
                },
                _ => Clock.Time(() => Rewrite(path)));
            return Result.Rate("i", what, medians[0], medians[1], atLeast: 0.5);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As safe as it has to be, and no more: the new content waits for the disk before it takes the old one's place,
    // and the new name does before anybody is told.
    private static void Rewrite(string path)
    {
        using var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var content = System.IO.File.ReadAllBytes(path);
        using (var fresh = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            fresh.Write(content);
            fresh.Flush(flushToDisk: true);
        }

        System.IO.File.Move(path + ".new", path, overwrite: true);
        DiskFlush.Folder(Path.GetDirectoryName(path)!);
    }

    private static InventoryClaim Claim(int number) => new()
    {
        Tag = new InventoryTag("lease", "vlan_id", number.ToString(CultureInfo.InvariantCulture)),
        OwnerName = "benchmark",
        Confirm = _ => true,
    };

    private static Result Commits()
    {
        var folder = Directory.CreateTempSubdirectory("allocation-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "vlan.json");
            System.IO.File.WriteAllText(path, """{"range": {"from": 100, "to": 4094}}""");
            using var store = new Counting(new StoreProvider().Open(StoreUri.Parse("sqlite:store.db", folder.FullName)));
            using var system = new AllocationSystem(store);
            system.Pools.Create("own", new Core.Pools.PoolChange { From = 0, To = 100 });
            var own = Count(store, () => system.VlanServices
                .Create(new VlanServiceRequest("own") { NorthPool = "own", SouthPool = "own" }));
            var external = Count(store, () => system.VlanServices.Create(new VlanServiceRequest("outside") { PoolFile = path }));
            var extra = (external - own) / 2.0;
            return new Result("i", "extra commits an allocation from outside", Text(external), Text(own), extra, "<= 2", extra <= 2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(int commits) => commits.ToString(CultureInfo.InvariantCulture);

    private static int Count(Counting store, Action action)
    {
        store.Commits = 0;
        action();
        return store.Commits;
    }

    private sealed class Counting(IAllocationStore inner) : IAllocationStore
    {
        public int Commits { get; set; }

        public StoreUri Uri => inner.Uri;

        public int Schema => inner.Schema;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
        {
            Commits++;
            return inner.Run(work, cancellation);
        }

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

        public void Dispose() => inner.Dispose();
    }
}

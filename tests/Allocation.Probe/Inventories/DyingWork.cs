using System.Globalization;
using Allocation.Core;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Probe.Inventories;

/// <summary>Work on a store that may end in the middle.</summary>
internal static class DyingWork
{
    public static int Create(string store, string name, string north, string south, string when)
    {
        using var system = Open(store, when);
        system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = north, SouthPool = south });
        return 0;
    }

    public static int CreateBatch(string store, string prefix, int count, string pool, string when)
    {
        using var system = Open(store, when);
        system.VlanServices.CreateAll(Enumerable.Range(0, count)
            .Select(i => new VlanServiceRequest($"{prefix}{i}") { NorthPool = pool, SouthPool = pool }));
        return 0;
    }

    public static int CreateSeries(string store, string prefix, int count, string pool, string when)
    {
        using var system = Open(store, when);
        var queue = system.Queue();
        var requests = Enumerable.Range(0, count)
            .Select(i => new VlanServiceRequest($"{prefix}{i}") { NorthPool = pool, SouthPool = pool }.ToRequest());
        foreach (var result in requests.SelectMany(request => queue.Add(request, null, 0)).Concat(queue.Rest())) _ = result.Made;
        return 0;
    }

    public static int Remove(string store, string name, string when)
    {
        using var system = Open(store, when);
        system.VlanServices.Remove(system.VlanServices.Find(new NamePattern(name)).Single().Id);
        return 0;
    }

    public static int Many(string store, string file, int count, int together)
    {
        using var system = Open(store, "never");
        Console.ReadLine();
        foreach (var names in Enumerable.Range(0, count).Select(i => $"s{i}").Chunk(together))
        {
            foreach (var service in system.VlanServices.CreateAll(names.Select(name => new VlanServiceRequest(name) { PoolFile = file })))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{service.NorthVlanId}\n{service.SouthVlanId}"));
        }

        return 0;
    }

    private static AllocationSystem Open(string store, string when)
    {
        var provider = new StoreProvider();
        var scripts = new SessionInventories();
        var uri = StoreUri.Parse(store, Path.GetTempPath());
        if (Environment.GetEnvironmentVariable("PROBE_SCRIPT")?.Split('|') is [var kind, var path, var fault])
            scripts.Of(uri).Put(ScriptServer.Open("ipam", Enum.Parse<InventoryKind>(kind), path, fault));
        return new AllocationSystem(new DyingStore(provider.Open(uri), when), sql: provider, scripts: scripts);
    }
}

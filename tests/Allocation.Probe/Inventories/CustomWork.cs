using System.Text.Json.Nodes;
using Allocation.Core;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Probe.Inventories;

/// <summary>
/// Services whose definition "Own" has the allocator "side": somebody's own system, a JSON file from key to number, which gives
/// the same number again when it is asked again for the same attribute of the same service.
/// </summary>
internal static class CustomWork
{
    public static int Create(string store, string side, string name, string when)
    {
        using var system = Open(store, side, when);
        system.Services.Create(ServiceRequest.Of(system.Definitions.Get("Own"), new JsonObject { ["name"] = name }, keepPartial: true));
        return 0;
    }

    public static int Resume(string store, string side, string name, string when)
    {
        using var system = Open(store, side, when);
        var definition = system.Definitions.Get("Own");
        var found = system.Services.Query(new ServiceQuery { Definition = definition.Name }, new NamePattern(name)).Single();
        system.Services.Resume(definition, found.Id);
        return 0;
    }

    public static int Update(string store, string side, string name, string when)
    {
        using var system = Open(store, side, when);
        var definition = system.Definitions.Get("Own");
        var found = system.Services.Query(new ServiceQuery { Definition = definition.Name }, new NamePattern(name)).Single();
        system.Services.Update(definition, found.Id, new ServiceChange(new JsonObject { ["tag"] = "new" }));
        return 0;
    }

    private static AllocationSystem Open(string store, string side, string when)
    {
        var (provider, registry) = (new StoreProvider(), new AllocatorRegistry());
        registry.Register("side", new SideSystem(side, when));
        return new AllocationSystem(new DyingStore(provider.Open(StoreUri.Parse(store, Path.GetTempPath())), when),
            allocators: registry, sql: provider);
    }

    private sealed class SideSystem(string path, string when) : IServiceAllocator
    {
        private int _calls;

        public bool TouchesExternal => true;

        public void Allocate(AllocatorContext context)
        {
            var call = ++_calls;
            if (when == $"call:{call}") Death.Now();
            if (when == $"fail:{call}") throw new InvalidDataException("no more");
            var given = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
            var key = $"{context.ServiceId} {context.AttributePath}";
            if (!given.ContainsKey(key)) given[key] = 1000 + given.Count;
            File.WriteAllText(path, given.ToJsonString());
            if (when == $"late:{call}") Death.Now();
            context.SetAttribute(given[key]!.DeepClone());
        }
    }
}

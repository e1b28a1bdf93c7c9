using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests;

/// <summary>An empty store in memory with allocators of its own, and short ways to do what the tests do all the time.</summary>
internal sealed class ServiceWorld : IDisposable
{
    public ServiceWorld(Random? random = null)
    {
        Store = new MemoryStore(StoreUri.Parse("json:services.json", Path.GetTempPath()));
        System = new AllocationSystem(Store, random: random ?? new Random(1), allocators: Registry);
    }

    public AllocatorRegistry Registry { get; } = new();

    public IAllocationStore Store { get; }

    public AllocationSystem System { get; }

    public ServiceDefinition Define(string document) => System.Definitions.Register(document);

    public void Pool(string name, long from, long to) => System.Pools.Create(name, new PoolChange { From = from, To = to });

    public ServiceInstance New(ServiceDefinition definition, string attributes) => Try(definition, attributes, keepPartial: false).Instance;

    public ServiceOutcome Try(ServiceDefinition definition, string attributes, bool keepPartial = true) =>
        System.Services.Create(ServiceRequest.Of(definition, Json(attributes), keepPartial));

    public ServiceInstance Set(ServiceDefinition definition, ServiceInstance instance, string attributes) =>
        TrySet(definition, instance, attributes, keepPartial: false).Instance;

    public ServiceOutcome TrySet(ServiceDefinition definition, ServiceInstance instance, string attributes, bool keepPartial = true) =>
        System.Services.Update(definition, instance.Id, new ServiceChange(Json(attributes)) { KeepPartial = keepPartial });

    public ServiceInstance Now(ServiceInstance instance) => Store.Read(session => session.Services.Find(instance.Id))!;

    public IReadOnlyList<AllocationRecord> Held(ServiceInstance? by = null) =>
        System.Ledger.Query(new AllocationQuery { LeaseId = by?.Id, State = AllocationState.Active }).ToList();

    /// <summary>The numbers held, lowest first.</summary>
    public IReadOnlyList<long> Numbers(ServiceInstance? by = null) => Held(by).Select(a => a.Value!.Value).Order().ToList();

    public static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;

    public void Dispose() => System.Dispose();
}

using System.Text.Json.Nodes;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>A memory of services beside a product that really answers HTTP, described as in docs/inventories-http.md.</summary>
internal sealed class HttpWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    /// <param name="product">The product.</param>
    /// <param name="change">What is different in its description.</param>
    /// <param name="kind">The kind it is registered as.</param>
    public HttpWorld(IProduct product, Action<JsonObject>? change = null, InventoryKind kind = InventoryKind.Tagged)
    {
        Product = product;
        Server = new HttpServer(product.Answer);
        Description = Recipes.For(product, Server.Address, _folder);
        change?.Invoke(Description);
        System = new AllocationSystem(new StoreProvider().Open(StoreUri.Parse("sqlite:store.db", _folder.Path)), clock: Clock,
            scripts: new SessionInventories());
        System.Pools.Create("own", new PoolChange { From = 0, To = 100 });
        System.Pools.Create("full", new PoolChange { From = 0, To = 0 });
        Inventory = System.Inventories.Register("ipam", kind, HttpInventorySettings.Parse(Description.ToJsonString(), _folder.Path));
    }

    public ManualClock Clock { get; } = new() { Time = DateTimeOffset.UtcNow };

    public IProduct Product { get; }

    public HttpServer Server { get; }

    public JsonObject Description { get; }

    public AllocationSystem System { get; }

    public AllocationInventory Inventory { get; }

    public IReadOnlyList<long> Held =>
        [.. System.Ledger.Query(new AllocationQuery { Pool = Inventory.Pool, State = AllocationState.Active })
        .Select(a => a.Value!.Value).Order()];

    public IReadOnlyList<IntentRecord> Intents => System.Store.Read(session => session.Intents.All());

    public IReadOnlyList<AllocationLeak> Leaks => [.. System.Leaks.Find()];

    public IReadOnlyList<VlanService> Services => [.. System.VlanServices.Find(new NamePattern("*"))];

    public string File(string name) => _folder.File(name);

    public VlanServiceRequest Request(string name) => new(name) { NorthPool = Inventory.Pool, SouthPool = "own" };

    public VlanService Create(string name) => System.VlanServices.Create(Request(name)).Service;

    /// <summary>What was asked can take no effect any more, and is settled.</summary>
    public void LetCallsEnd()
    {
        Clock.Advance(TimeSpan.FromHours(2));
        System.Repairs.Settle();
    }

    /// <summary>Every number that the product has of ours is one that the ledger holds, and the other way round; nothing else is
    /// left.</summary>
    public void AssertNothingIsLost(params long[] others)
    {
        Assert.Equal(Held, Product.Taken.Except(others));
        Assert.Empty(Intents);
        Assert.Empty(Leaks);
    }

    public void Dispose()
    {
        System.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Server.Dispose();
        _folder.Dispose();
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A registration is replaced by another one of the same kind, whatever is held of it.</summary>
public sealed class ReplacementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly MemoryStore _store = new(StoreUri.Default);
    private readonly AllocationSystem _system;
    private readonly InventorySettings _first;
    private readonly InventorySettings _second;

    public ReplacementTests()
    {
        _system = new(_store, scripts: new SessionInventories());
        _system.Pools.Create("own", new() { From = 0, To = 9 });
        _first = new FileInventorySettings(_folder.Write("first.json", """{"range": {"from": 100, "to": 200}}"""));
        _second = new FileInventorySettings(_folder.Write("second.json", """{"range": {"from": 100, "to": 200}, "used": [100]}"""));
        _system.Inventories.Register("Lab", InventoryKind.ByValue, _first);
    }

    [Fact]
    public void What_is_held_stays_and_is_given_back_through_the_new_one()
    {
        var service = Create("a");
        _folder.Write("first.json", "damaged");
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));

        var before = _system.Inventories.Replaceable("lab", InventoryKind.ByValue, _second);
        Assert.Equal((_first.Location, 1), (before.Location, before.Held));
        var after = _system.Inventories.Replace("lab", InventoryKind.ByValue, _second);

        Assert.Equal(("Lab", "inventory:Lab", _second.Location, 1), (after.Name, after.Pool, after.Location, after.Held));
        Assert.Equal(before.CreatedAt, after.CreatedAt);
        Assert.Equal("terminated", _system.VlanServices.Remove(service.Id).State);
        Assert.Contains("\"used\": []", File.ReadAllText(_second.Location), StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(_system.Inventories.Find(new NamePattern("*"))).Held);
        Assert.Empty(_system.Leaks.Find());
    }

    [Theory]
    [InlineData(InventoryKind.Tagged)]
    [InlineData(InventoryKind.ById)]
    [InlineData(InventoryKind.Transactional)]
    public void The_kind_stays(InventoryKind kind)
    {
        Create("a");
        Assert.Throws<InvalidPoolException>(() => _system.Inventories.Replaceable("lab", kind, _second));
        Assert.Throws<InvalidPoolException>(() => _system.Inventories.Replace("lab", kind, _second));
        Unchanged();
    }

    [Fact]
    public void What_could_not_be_registered_replaces_nothing()
    {
        Assert.Throws<InvalidPoolException>(() => _system.Inventories.Replace("lab", InventoryKind.ByValue,
            new SqlInventorySettings("sqlite:x.db", "SELECT 1", "DELETE FROM taken WHERE number = @nubmer")));
        Unchanged();
    }

    [Fact]
    public void There_must_be_one_that_is_stored()
    {
        Assert.Throws<InventoryNotFoundException>(() => _system.Inventories.Replace("labs", InventoryKind.ByValue, _second));
        _system.Inventories.Register(new ScriptInventory("session", InventoryKind.ByValue, _ => new InventoryEntry(1), _ => true));
        Assert.Throws<PoolExistsException>(() => _system.Inventories.Replace("session", InventoryKind.ByValue, _second));
        Assert.Equal(["Lab", "session"], _system.Inventories.Find(new NamePattern("*")).Select(i => i.Name));
    }

    [Fact]
    public void A_call_in_flight_ends_before()
    {
        _store.Run(session =>
        {
            session.Intents.Add(new IntentRecord
            {
                Id = "call",
                Purpose = IntentPurpose.Take,
                Pool = "inventory:Lab",
                LeaseId = "a",
                LeaseName = "a",
                LeaseKind = LeaseKind.Service,
                Caller = CallerIdentity.Current.ToString(),
                Heartbeat = DateTimeOffset.UtcNow,
                CreatedAt = DateTimeOffset.UtcNow,
            });
            return true;
        });
        CallsInFlight.Begin("call");
        Assert.Throws<PoolInUseException>(() => _system.Inventories.Replaceable("lab", InventoryKind.ByValue, _second));
        Assert.Throws<PoolInUseException>(() => _system.Inventories.Replace("lab", InventoryKind.ByValue, _second));
        Unchanged();
        CallsInFlight.End("call");
        Assert.Equal(_second.Location, _system.Inventories.Replace("lab", InventoryKind.ByValue, _second).Location);
    }

    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private void Unchanged() => Assert.Equal(_first.Location, Assert.Single(_system.Inventories.Find(new NamePattern("lab"))).Location);

    private VlanService Create(string name) =>
        _system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = "inventory:lab", SouthPool = "own" }).Service;
}

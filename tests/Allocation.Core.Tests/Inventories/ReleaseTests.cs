using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>What becomes of numbers that an inventory does not take back at once.</summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly MemoryStore _store = new(StoreUri.Default);
    private readonly ManualClock _clock = new();
    private readonly SessionInventories _scripts = new();
    private readonly AllocationSystem _system;
    private readonly Dictionary<long, InventoryEntry> _taken = [];
    private bool _isDown;
    private bool _isDeaf;

    public ReleaseTests()
    {
        _system = new AllocationSystem(_store, _clock, allocators: new AllocatorRegistry(), scripts: _scripts);
        _system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
    }

    public static TheoryData<InventoryKind> Kinds { get; } = [InventoryKind.Tagged, InventoryKind.ByValue, InventoryKind.ById];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_failed_creation_whose_number_cannot_be_given_back_stays_deallocating_and_is_tried_again(InventoryKind kind)
    {
        var pool = Register(kind);
        _isDown = true;
        var error = Assert.ThrowsAny<AllocationException>(() =>
            _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = pool, SouthPool = "none" }));
        Assert.Contains("'none'", error.Message, StringComparison.Ordinal);
        Assert.Contains("north_vlan_id 100 (Inventory", error.Message, StringComparison.Ordinal);
        var left = Assert.Single(_system.VlanServices.Find(new NamePattern("*")));
        Assert.Equal(("deallocating", 100L), (left.State, left.NorthVlanId));
        Assert.Equal(LeakKind.StuckService, Assert.Single(_system.Leaks.Find()).Kind);

        _isDown = false;
        _clock.Time += TimeSpan.FromHours(2);
        Assert.Equal(1, _system.Repairs.Settle());
        AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_an_update_replaced_is_a_leak_while_the_inventory_is_down_and_repair_gives_it_back(InventoryKind kind)
    {
        foreach (var how in new[] { "confirm", "undo", "settle" })
        {
            var (definition, made) = Make(Register(kind));
            if (how == "undo") _system.Services.Update(definition, made.Id, new ServiceChange(new() { ["tag"] = "b" }));
            _isDown = true;
            var error = Assert.Throws<ReleaseFailedException>(() => _ = how == "undo"
                ? _system.Services.Undo(definition, made.Id)
                : _system.Services.Update(definition, made.Id, new ServiceChange(new() { ["tag"] = "b" }) { Confirm = true }).Instance);
            Assert.Contains("The service is in state 'up'", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("removing", error.Message, StringComparison.Ordinal);
            var gone = how == "undo" ? 101L : 100L;
            var leak = Assert.Single(_system.Leaks.Find());
            Assert.Equal((LeakKind.UnusedAllocation, gone, "id", made.Id), (leak.Kind, leak.Value, leak.Attribute, leak.LeaseId));
            Assert.Equal($"Give back {gone} of {leak.Pool}, which 'n' no longer has", _system.Repairs.Preview(leak));
            Assert.Equal(0, _system.Repairs.Settle());

            _isDown = false;
            if (how == "settle")
            {
                _clock.Time += TimeSpan.FromHours(2);
                Assert.Equal(1, _system.Repairs.Settle());
            }
            else
            {
                Assert.True(_system.Repairs.Mend(leak).Mended);
                Assert.False(_system.Repairs.Mend(leak).Mended);
            }

            Assert.Empty(_system.Leaks.Find());
            Assert.Equal([201L - gone], _taken.Keys);
            Assert.Equal([201L - gone], Held());
            _system.Services.Remove(definition, made.Id);
            AssertNothingIsLeft();
            _system.Inventories.Unregister("ipam");
        }
    }

    [Theory]
    [InlineData(true, LeakKind.UnknownToLedger)]
    [InlineData(false, LeakKind.Suspect)]
    public void A_number_that_is_said_not_to_be_known_and_may_be_taken_all_the_same_is_a_leak(bool lists, LeakKind kind)
    {
        var service = _system.VlanServices
            .Create(new VlanServiceRequest("a") { NorthPool = Register(InventoryKind.ByValue, lists), SouthPool = "own" }).Service;
        _isDeaf = true;
        var told = new List<string>();
        using (InventoryNotices.Listen(told.Add)) Assert.Equal("terminated", _system.VlanServices.Remove(service.Id).State);
        Assert.Contains("is reported as a leak", Assert.Single(told), StringComparison.Ordinal);
        var leak = Assert.Single(_system.Leaks.Find());
        Assert.Equal((kind, "a"), (leak.Kind, leak.LeaseName));
        _clock.Time += TimeSpan.FromHours(2);
        _system.Repairs.Settle();
        Assert.Single(_system.Leaks.Find());

        _isDeaf = false;
        if (!lists) _taken.Clear();
        Assert.True(_system.Repairs.Mend(Assert.Single(_system.Leaks.Find())).Mended);
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_number_that_the_inventory_says_it_does_not_have_is_no_leak()
    {
        var service = _system.VlanServices
            .Create(new VlanServiceRequest("a") { NorthPool = Register(InventoryKind.ByValue), SouthPool = "own" }).Service;
        _taken.Clear();
        _system.VlanServices.Remove(service.Id);
        AssertNothingIsLeft();
    }

    [Fact]
    public void Script_blocks_are_replaced_and_forgotten_while_numbers_are_held_and_the_new_ones_give_them_back()
    {
        var pool = Register(InventoryKind.ByValue);
        var service = _system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = pool, SouthPool = "own" }).Service;
        _system.Inventories.Register(new ScriptInventory("IPAM", InventoryKind.ByValue, _ => throw new InvalidOperationException("a fault"),
            _ => throw new InvalidOperationException("a fault")));
        Assert.Throws<ReleaseFailedException>(() => _system.VlanServices.Remove(service.Id));
        Assert.Throws<PoolInUseException>(() => Register(InventoryKind.ById));

        var told = new List<string>();
        using (InventoryNotices.Listen(told.Add)) _system.Inventories.Unregister("ipam");
        Assert.Contains("still has 1 numbers", Assert.Single(told), StringComparison.Ordinal);
        Assert.Throws<PoolInUseException>(() => _system.Inventories
            .Register("ipam", InventoryKind.ByValue, new CommandInventorySettings("true", [])));
        Assert.Equal([100L], Held());

        Register(InventoryKind.ByValue);
        _system.VlanServices.Remove(service.Id);
        AssertNothingIsLeft();
    }

    [Fact]
    public void Script_blocks_belong_to_the_store_in_which_they_were_registered()
    {
        var pool = Register(InventoryKind.ByValue);
        using var other = new AllocationSystem(new MemoryStore(StoreUri.Parse("json:other.json", Path.GetTempPath())),
            _clock, scripts: _scripts);
        Assert.Empty(other.Inventories.Find(new NamePattern("*")));
        other.Pools.Create("own", new PoolChange { From = 0, To = 100 });
        Assert.IsType<InventoryNotFoundException>(Assert.ThrowsAny<AllocationException>(() =>
            other.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = pool, SouthPool = "own" })));
        Assert.Throws<InvalidPoolException>(() => _system.Inventories
            .Register(new ScriptInventory("x", InventoryKind.Transactional, _ => new InventoryEntry(1), _ => true)));
    }

    public void Dispose()
    {
        _system.Dispose();
        _store.Dispose();
    }

    private string Register(InventoryKind kind, bool lists = true) =>
        _system.Inventories.Register(new ScriptInventory("ipam", kind, claim => Allocate(claim, kind), holding => Free(holding, kind))
        {
            Finder = kind == InventoryKind.Tagged ? tag => _taken.Values.FirstOrDefault(e => e.Tag!.Means(tag)) : null,
            Lister = lists ? () => [.. _taken.Values] : null,
        }).Pool;

    private (ServiceDefinition Definition, ServiceInstance Made) Make(string pool)
    {
        var definition = _system.Definitions.Register($$"""
            { "name": "Net", "lifecycle": "simple_with_deallocation", "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+" }, "id": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "id", "allocator": "number", "refreshOn": "tag", "arguments": { "pool": "{{pool}}" } } ] }
            """);
        return (definition, _system.Services.Create(ServiceRequest.Of(definition, new() { ["name"] = "n", ["tag"] = "a" })).Instance);
    }

    private InventoryEntry Allocate(InventoryClaim claim, InventoryKind kind)
    {
        Assert.NotNull(claim.Tag.OwnerName);
        var number = Enumerable.Range(100, 50).Select(n => (long)n).First(n => !_taken.ContainsKey(n));
        return _taken[number] = new InventoryEntry(number, kind == InventoryKind.ById ? $"id-{number}" : null,
            kind == InventoryKind.Tagged ? claim.Tag : null);
    }

    private bool Free(InventoryEntry holding, InventoryKind kind)
    {
        Assert.NotNull(holding.Tag!.OwnerName);
        if (_isDown) throw new InventoryFailedException("inventory:ipam", "free", "it is down");
        if (_isDeaf) return false;
        var found = kind switch
        {
            InventoryKind.ById => _taken.Values.FirstOrDefault(e => e.Id == holding.Id),
            InventoryKind.Tagged => _taken.Values.FirstOrDefault(e => e.Tag!.Means(holding.Tag!)),
            _ => _taken.GetValueOrDefault(holding.Number),
        };
        return found is not null && _taken.Remove(found.Number);
    }

    private List<long> Held() =>
        _system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).Where(a => a.Pool != "own")
        .Select(a => a.Value!.Value).ToList();

    private void AssertNothingIsLeft()
    {
        Assert.Empty(_taken);
        Assert.Empty(_system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }));
        Assert.Empty(_system.Services.Query(new ServiceQuery(), new NamePattern("*")));
        Assert.Empty(_store.Read(session => session.Intents.All()));
        Assert.Empty(_system.Leaks.Find());
    }
}

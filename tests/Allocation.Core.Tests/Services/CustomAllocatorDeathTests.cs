using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Tests.Inventories;
using Allocation.Stores;

namespace Allocation.Core.Tests.Services;

/// <summary>
/// A process that dies by SIGKILL at each step of a creation or a completion whose definition mixes pools of ours (a, c) with
/// somebody's own allocator (b, d): afterwards no number is held by nobody, none is in a set and free, and none is taken twice.
/// </summary>
public sealed class CustomAllocatorDeathTests : IDisposable
{
    private const int Size = 10;

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreProvider _provider = new();
    private readonly AllocatorRegistry _registry = new();

    public CustomAllocatorDeathTests()
    {
        _registry.Register("side", new FunctionAllocator(_ => throw new InvalidOperationException("Only the probe asks it.")));
        using var system = Open();
        system.Pools.Create("p", new PoolChange { From = 0, To = Size });
        system.Definitions.Register("""
            { "name": "Own", "attributes": { "name": "string", "a": { "type": "int", "modifier": "r" }, "b": { "type": "int", "modifier": "r" },
                "c": { "type": "int", "modifier": "r" }, "d": { "type": "int", "modifier": "r" } },
              "allocation": [
                { "attribute": "a", "allocator": "number", "arguments": { "pool": "p" } }, { "attribute": "b", "allocator": "side", "unique": true },
                { "attribute": "c", "allocator": "number", "arguments": { "pool": "p" } }, { "attribute": "d", "allocator": "side", "unique": true } ] }
            """);
    }

    private string Store => "sqlite:" + _folder.File("store.db");

    private string Side => _folder.File("side.json");

    public static TheoryData<string> Steps { get; } =
        ["after:1", "call:1", "late:1", "before:2", "after:2", "call:2", "late:2", "before:3"];

    [Fact]
    public void Death_before_anything_is_written_leaves_nothing()
    {
        Die("create", "before:1");
        Assert.Empty(Instances());
        AssertWhole();
    }

    [Fact]
    public void Death_at_the_end_loses_nothing()
    {
        Die("create", "after:3");
        Assert.Equal("up", Assert.Single(Instances()).State);
        AssertWhole();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void After_a_creation_that_died_resuming_completes_it(string when)
    {
        Die("create", when);
        var left = AssertStuck();
        AssertWhole();

        Assert.Equal(0, InventoryWorld.Run("custom", "resume", Store, Side, "s", "never"));

        var whole = Assert.Single(Instances());
        Assert.Equal(("up", left.Id), (whole.State, whole.Id));
        AssertKept(left, whole);
        Assert.Equal([0L, 1000L, 1L, 1001L], Values(whole));
        Assert.Equal([1000L, 1001L], Given());
        AssertWhole();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void After_a_creation_that_died_removing_gives_everything_back(string when)
    {
        Die("create", when);
        var left = AssertStuck();
        using (var system = Open())
        {
            var leak = Assert.Single(system.Leaks.Find());
            Assert.Equal((LeakKind.StuckService, left.Id), (leak.Kind, leak.LeaseId));
            Assert.True(system.Repairs.Mend(leak).Mended);
            Assert.Empty(system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }));
        }

        Assert.Empty(Instances());
        AssertWhole();
    }

    [Theory]
    [InlineData("before:1")]
    [InlineData("after:1")]
    [InlineData("call:1")]
    [InlineData("late:1")]
    [InlineData("before:2")]
    public void A_completion_that_died_is_completed_by_the_next_and_takes_nothing_twice(string when)
    {
        Assert.Equal(0, InventoryWorld.Run("custom", "create", Store, Side, "s", "fail:2"));
        var rejected = Assert.Single(Instances());
        Assert.Equal("rejected", rejected.State);
        Assert.Equal([0L, 1000L, 1L, null], Values(rejected));
        AssertWhole();

        Die("resume", when);
        AssertWhole();
        Assert.Equal(0, InventoryWorld.Run("custom", "resume", Store, Side, "s", "never"));

        Assert.Equal([0L, 1000L, 1L, 1001L], Values(Assert.Single(Instances())));
        Assert.Equal([1000L, 1001L], Given());
        AssertWhole();
    }

    public void Dispose() => _folder.Dispose();

    private void Die(string what, string when) => Assert.NotEqual(0, InventoryWorld.Run("custom", what, Store, Side, "s", when));

    private ServiceInstance AssertStuck()
    {
        var left = Assert.Single(Instances());
        Assert.Equal("start", left.State);
        return left;
    }

    private static void AssertKept(ServiceInstance before, ServiceInstance after)
    {
        foreach (var (was, now) in Values(before).Zip(Values(after))) Assert.True(was is null || was == now, $"{was} became {now}");
    }

    // The ledger has exactly what the sets have, and the pool knows the same.
    private void AssertWhole()
    {
        using var system = Open();
        var held = system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).ToList();
        var had = Instances()
            .SelectMany(i => "abcd".Zip(Values(i)).Where(v => v.Second is not null).Select(v => $"{i.Id} {v.First} {v.Second}"));
        Assert.Equal(had.Order(), held.Select(a => $"{a.LeaseId} {a.Attribute} {a.ResourceId}").Order());
        var pool = system.Pools.Find(new NamePattern("p"))[0];
        Assert.Equal((held.Count(a => a.Pool == "p"), Size), (pool.Held, pool.Free + pool.Held));
    }

    private List<ServiceInstance> Instances()
    {
        using var system = Open();
        return [.. system.Services.Query(new ServiceQuery { Definition = "Own" }, new NamePattern("*"))];
    }

    private static long?[] Values(ServiceInstance instance) => [.. "abcd".Select(name => instance.Attributes.Number(name.ToString()))];

    private long[] Given() => [.. JsonNode.Parse(File.ReadAllText(Side))!.AsObject().Select(g => (long)g.Value!).Order()];

    private AllocationSystem Open() =>
        new(_provider.Open(StoreUri.Parse(Store, _folder.Path)), allocators: _registry, sql: _provider, scripts: new SessionInventories());
}

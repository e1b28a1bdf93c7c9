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
/// A process that dies by SIGKILL at each step of an update that asks somebody's own allocator (b, d) and pools of ours (a, c) anew:
/// undo and repair bring the service back to what was in force, with its old values, and never remove it.
/// </summary>
[StartsFirst]
public sealed class UpdateDeathTests : IDisposable
{
    private const string Reviewed = """
        { "initial": "ordered",
          "states": [ { "name": "ordered", "validateSelf": "candidate" }, { "name": "denied" }, { "name": "live", "validateSelf": "active" },
            { "name": "changing", "validateSelf": "candidate" }, { "name": "refused" }, { "name": "gone", "deleted": true } ],
          "transfers": [
            { "source": "ordered", "target": "live", "trigger": "auto", "validate": true, "error": "denied", "operation": "promote" },
            { "source": "denied", "target": "gone", "trigger": "delete" }, { "source": "live", "target": "gone", "trigger": "delete" },
            { "source": "live", "target": "changing", "trigger": "update" },
            { "source": "changing", "target": "live", "trigger": "auto", "validate": true, "error": "refused", "operation": "promote" },
            { "source": "refused", "target": "changing", "trigger": "update" }, { "source": "refused", "target": "live", "trigger": "undo", "operation": "clear candidate" } ] }
        """;

    private static readonly string[] s_steps = ["after:1", "call:1", "late:1", "before:2", "after:2", "call:2", "late:2", "before:3"];

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreProvider _provider = new();
    private readonly AllocatorRegistry _registry = new();

    public UpdateDeathTests() =>
        _registry.Register("side", new FunctionAllocator(_ => throw new InvalidOperationException("Only the probe asks it.")));

    private string Store => "sqlite:" + _folder.File("store.db");

    public static TheoryData<string, string> Steps()
    {
        var data = new TheoryData<string, string>();
        foreach (var lifecycle in new[] { "simple", "simple_with_deallocation", "reviewed" })
            foreach (var step in s_steps) data.Add(lifecycle, step);
        return data;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void What_was_in_force_stays_in_force_by_undo_and_by_repair(string lifecycle, string when)
    {
        Define(lifecycle == "reviewed" ? Reviewed : $"\"{lifecycle}\"");
        Assert.Equal(0, InventoryWorld.Run("custom", "create", Store, _folder.File("side.json"), "s", "never"));
        var before = Assert.Single(Instances());
        foreach (var repair in new[] { false, true })
        {
            Assert.NotEqual(0, InventoryWorld.Run("custom", "update", Store, _folder.File("side.json"), "s", when));
            var left = Assert.Single(Instances());
            Assert.Equal(before.Active, left.Active);
            Assert.NotEqual(before.State, left.State);

            using var system = Open();
            if (repair) Repair(system, left);
            else system.Services.Undo(system.Definitions.Get("Own"), left.Id);
            var after = Assert.Single(Instances());
            Assert.Equal((before.Id, before.State, before.Active), (after.Id, after.State, after.Active));
            Assert.Null(after.Candidate);
            Assert.Empty(system.Leaks.Find());
            AssertHeld(system, after);
        }
    }

    [Fact]
    public void Where_a_lifecycle_has_no_undo_a_repair_leaves_the_update_rejected()
    {
        Define(Reviewed.Replace(""", { "source": "refused", "target": "live", "trigger": "undo", "operation": "clear candidate" }""", "", StringComparison.Ordinal));
        Assert.Equal(0, InventoryWorld.Run("custom", "create", Store, _folder.File("side.json"), "s", "never"));
        var before = Assert.Single(Instances());
        Assert.NotEqual(0, InventoryWorld.Run("custom", "update", Store, _folder.File("side.json"), "s", "call:1"));
        using var system = Open();
        Repair(system, Assert.Single(Instances()));
        var after = Assert.Single(Instances());
        Assert.Equal(("refused", before.Active), (after.State, after.Active));
        Assert.NotNull(after.Candidate);
        Assert.Empty(system.Leaks.Find());
    }

    public void Dispose() => _folder.Dispose();

    private static void Repair(AllocationSystem system, ServiceInstance left)
    {
        Assert.Equal(0, system.Repairs.Settle());
        var leak = Assert.Single(system.Leaks.Find());
        Assert.Equal((LeakKind.StuckService, left.Id), (leak.Kind, leak.LeaseId));
        Assert.StartsWith("Undo the interrupted update of 's'", system.Repairs.Preview(leak), StringComparison.Ordinal);
        var outcome = system.Repairs.Mend(leak);
        Assert.True(outcome.Mended, outcome.Action);
        Assert.StartsWith("the update of 's' was undone", outcome.Action, StringComparison.Ordinal);
        Assert.False(system.Repairs.Mend(leak).Mended);
    }

    private void Define(string lifecycle)
    {
        using var system = Open();
        system.Pools.Create("p", new PoolChange { From = 0, To = 20 });
        system.Definitions.Register($$"""
            { "name": "Own", "lifecycle": {{lifecycle}}, "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+", "optional": true },
                "a": { "type": "int", "modifier": "r" }, "b": { "type": "int", "modifier": "r" }, "c": { "type": "int", "modifier": "r" }, "d": { "type": "int", "modifier": "r" } },
              "allocation": [
                { "attribute": "a", "allocator": "number", "refreshOn": "tag", "arguments": { "pool": "p" } }, { "attribute": "b", "allocator": "side", "refreshOn": "tag" },
                { "attribute": "c", "allocator": "number", "refreshOn": "tag", "arguments": { "pool": "p" } }, { "attribute": "d", "allocator": "side", "refreshOn": "tag" } ] }
            """);
    }

    // The ledger has exactly what the set in force has, and the pool knows the same.
    private static void AssertHeld(AllocationSystem system, ServiceInstance instance)
    {
        var held = system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).Select(a => $"{a.Attribute} {a.ResourceId}");
        Assert.Equal([$"a {instance.Active!.Number("a")}", $"c {instance.Active!.Number("c")}"], held.Order());
        Assert.Equal(2, system.Pools.Find(new NamePattern("p"))[0].Held);
    }

    private List<ServiceInstance> Instances()
    {
        using var system = Open();
        return [.. system.Services.Query(new ServiceQuery { Definition = "Own" }, new NamePattern("*"))];
    }

    private AllocationSystem Open() =>
        new(_provider.Open(StoreUri.Parse(Store, _folder.Path)), allocators: _registry, sql: _provider, scripts: new SessionInventories());
}

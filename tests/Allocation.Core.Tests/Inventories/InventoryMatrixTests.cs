using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Leaks;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Four kinds by three failures. The hard failure is a process that dies by SIGKILL at each point of the protocol.</summary>
[StartsFirst]
public sealed class InventoryMatrixTests
{
    public static TheoryData<string> Sources { get; } = [.. InventorySources.All];

    public static TheoryData<string> FindingSources { get; } = [.. InventorySources.External.Where(Finds)];

    public static TheoryData<string, LeakKind> GuessingSources
    {
        get
        {
            var data = new TheoryData<string, LeakKind>();
            foreach (var source in InventorySources.External.Where(s => !Finds(s)))
                data.Add(source, source == "ByValueFile" ? LeakKind.UnknownToLedger : LeakKind.Suspect);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_a_service_holds_is_freed_when_it_is_removed(string source)
    {
        using var world = new InventoryWorld(source);
        using (var system = world.Open())
        {
            var service = system.VlanServices.Create(world.Request("a")).Service;
            Assert.Equal(("up", 100L, 0L), (service.State, service.NorthVlanId, service.SouthVlanId));
            Assert.Equal([100L], world.External);
            Assert.Empty(world.Leaks);
            system.VlanServices.Remove(service.Id);
        }

        AssertNothingIsLeft(world);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_was_taken_is_freed_when_a_later_allocator_fails(string source)
    {
        using var world = new InventoryWorld(source);
        using (var system = world.Open())
        {
            var error = Assert.Throws<AllocationFailedException>(() =>
                system.VlanServices.Create(world.Request("a") with { SouthPool = "full" }));
            Assert.Equal(("south_vlan_id", "north_vlan_id 100"), (error.Attribute, Assert.Single(error.Released)));
            Assert.Empty(error.Stuck);
        }

        AssertNothingIsLeft(world);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Death_before_the_intent_leaves_nothing(string source)
    {
        using var world = new InventoryWorld(source);
        Assert.NotEqual(0, world.Create("a", "before:1"));
        AssertNothingIsLeft(world);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Death_after_the_intent_leaves_a_service_to_resume_or_remove(string source)
    {
        Assert.SkipWhen(source == "TransactionalCustom", "It has one commit and no intent.");
        using var world = new InventoryWorld(source);
        foreach (var commit in Enumerable.Range(1, world.ClaimCommits - 1))
        {
            Assert.NotEqual(0, world.Create("a", $"after:{commit}"));
            Assert.Empty(world.External);
            Assert.Equal(IntentPurpose.Take, Assert.Single(world.Intents).Purpose);

            using (var system = world.Open()) Assert.Equal(1, system.Repairs.Settle());
            Assert.Empty(world.Intents);
            Mend(world, Assert.Single(world.Leaks), LeakKind.StuckService);
            AssertNothingIsLeft(world);
        }
    }

    [Theory]
    [MemberData(nameof(FindingSources))]
    public void Death_after_the_call_is_settled_by_owner(string source)
    {
        using var world = new InventoryWorld(source);
        Assert.NotEqual(0, world.Create("a", $"before:{world.ClaimCommits}"));
        Assert.Equal([100L], world.External);
        Assert.Empty(world.Held);

        using (var system = world.Open()) Assert.Equal(1, system.Repairs.Settle());
        Assert.Equal([100L], world.External);
        Assert.Equal([100L], world.Held);
        using (var system = world.Open())
        {
            var resumed = system.VlanServices.Resume(Assert.Single(world.Services).Id).Service;
            Assert.Equal(("up", 100L, 0L), (resumed.State, resumed.NorthVlanId, resumed.SouthVlanId));
            system.VlanServices.Remove(resumed.Id);
        }

        AssertNothingIsLeft(world);
    }

    [Theory]
    [MemberData(nameof(GuessingSources))]
    public void Death_after_the_call_leaves_an_exact_suspect(string source, LeakKind kind)
    {
        using var world = new InventoryWorld(source);
        using (var system = world.Open()) system.VlanServices.Create(world.Request("before"));
        Assert.NotEqual(0, world.Create("a", $"before:{world.ClaimCommits}"));
        Assert.Equal([100L, 101L], world.External);

        using (var system = world.Open()) Assert.Equal(0, system.Repairs.Settle());
        var suspect = Assert.Single(world.Leaks, l => l.Kind != LeakKind.StuckService);
        Assert.Equal((kind, 101L, "a", "north_vlan_id", 1),
            (suspect.Kind, suspect.Value, suspect.LeaseName, suspect.Attribute, suspect.Candidates));
        Mend(world, suspect, kind);
        Assert.Equal([100L], world.External);
        Mend(world, Assert.Single(world.Leaks), LeakKind.StuckService);
        Assert.Equal(["before"], world.Services.Select(s => s.Name));
        Assert.Equal(world.Held, world.External);
        Assert.Empty(world.Intents);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Death_after_the_result_loses_nothing(string source)
    {
        using var world = new InventoryWorld(source);
        Assert.NotEqual(0, world.Create("a", $"after:{world.ClaimCommits}"));
        Assert.Equal(("up", 100L), (Assert.Single(world.Services).State, world.Services[0].NorthVlanId));
        Assert.Equal([100L], world.External);
        Assert.Empty(world.Leaks);
        Assert.Empty(world.Intents);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Death_at_any_point_of_a_removal_is_settled_by_repair(string source)
    {
        using var world = new InventoryWorld(source);
        foreach (var when in Enumerable.Range(1, world.ReleaseCommits).SelectMany(k => new[] { $"before:{k}", $"after:{k}" }))
        {
            if (world.Services.Count == 0) using (var system = world.Open()) system.VlanServices.Create(world.Request("a"));
            Assert.NotEqual(0, world.Remove("a", when));
            using (var system = world.Open()) system.Repairs.Settle();
            if (when == "before:1")
            {
                Assert.Equal([100L], world.External);
                Assert.Equal("up", Assert.Single(world.Services).State);
                continue;
            }

            AssertNothingIsLeft(world);
        }
    }

    private static bool Finds(string source) => InventorySources.KindOf(source) == InventoryKind.Tagged || source == "ByIdFile";

    private static void Mend(InventoryWorld world, AllocationLeak leak, LeakKind kind)
    {
        Assert.Equal(kind, leak.Kind);
        using var system = world.Open();
        Assert.True(system.Repairs.Mend(leak).Mended);
        Assert.False(system.Repairs.Mend(leak).Mended);
    }

    private static void AssertNothingIsLeft(InventoryWorld world)
    {
        Assert.Empty(world.Services);
        Assert.Empty(world.Held);
        Assert.Empty(world.External);
        Assert.Empty(world.Intents);
        Assert.Empty(world.Leaks);
    }
}

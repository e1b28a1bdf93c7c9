using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Suspects where other programs use the inventory too: as few as can be, never freed by mistake, and closed by a person in each
/// case.</summary>
public sealed class SuspectTests
{
    private static readonly long[] s_theirs = [.. Enumerable.Range(110, 30).Select(n => (long)n)];

    public static TheoryData<string> Sources { get; } = [.. InventorySources.External];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Among_the_numbers_of_others_ours_is_named_exactly(string source)
    {
        using var world = new InventoryWorld(source);
        world.TakeByOthers(s_theirs);
        Assert.NotEqual(0, world.Create("a", $"before:{world.ClaimCommits}"));
        using var system = world.Open();
        system.Repairs.Settle();
        var leaks = system.Leaks.Find().Where(l => l.Kind != LeakKind.StuckService).ToList();
        if (world.Held.Count == 0)
        {
            var suspect = Assert.Single(leaks);
            Assert.Equal((100L, 1), (suspect.Value, suspect.Candidates));
            Assert.True(system.Repairs.Mend(suspect).Mended);
        }

        system.VlanServices.Remove(Assert.Single(world.Services).Id);
        Assert.Equal(s_theirs, world.External);
        Assert.Empty(world.Intents);
        Assert.Empty(system.Leaks.Find());
    }

    [Theory]
    [InlineData("ByIdCommand")]
    [InlineData("ByValueCommand")]
    public void The_number_of_one_lost_call_cannot_be_freed_for_another_so_that_both_stay_in_sight(string source)
    {
        using var world = new InventoryWorld(source, "allocate:late-crash");
        using var system = world.Open();
        Assert.Throws<AllocationFailedException>(() => system.VlanServices.Create(world.Request("a")));
        Assert.Throws<AllocationFailedException>(() => system.VlanServices.Create(world.Request("b")));
        Assert.Equal([100L, 101L], world.External);
        var leaks = world.Leaks;
        Assert.Equal(["a:100", "a:101", "b:101"], leaks.Select(l => $"{l.LeaseName}:{l.Value}").Order());

        var wrong = system.Repairs.Mend(leaks.Single(l => l is { LeaseName: "a", Value: 101 }), isChosen: true);
        Assert.False(wrong.Mended);
        Assert.Contains(leaks.Single(l => l.LeaseName == "b").Id, wrong.Action, StringComparison.Ordinal);
        Assert.True(system.Repairs.Mend(leaks.Single(l => l.LeaseName == "b")).Mended);
        Assert.True(system.Repairs.Mend(Assert.Single(world.Leaks)).Mended);
        Assert.Empty(world.External);
        Assert.Empty(world.Leaks);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_call_that_took_nothing_among_the_numbers_of_others_is_closed_or_can_be(string source)
    {
        using var world = new InventoryWorld(source);
        world.TakeByOthers(s_theirs);
        foreach (var commit in Enumerable.Range(1, world.ClaimCommits - 1))
        {
            Assert.NotEqual(0, world.Create("a", $"after:{commit}"));
            using var system = world.Open();
            system.Repairs.Settle();

            // By value another program may have given a number back in that moment: then nothing can be excluded, and a person decides.
            var isOpen = InventorySources.KindOf(source) == InventoryKind.ByValue && commit > 1;
            foreach (var leak in system.Leaks.Find().Where(l => l.Kind != LeakKind.StuckService).ToList())
            {
                Assert.True(isOpen, $"{source}, commit {commit}: {leak}");
                Assert.Equal((LeakKind.Suspect, null, 0), (leak.Kind, leak.Value, leak.Candidates));
                Assert.False(system.Repairs.Mend(leak).Mended);
                Assert.True(system.Repairs.Dismiss(leak).Mended);
            }

            Assert.Empty(world.Intents);
            system.VlanServices.Remove(Assert.Single(world.Services).Id);
            Assert.Equal(s_theirs, world.External);
        }
    }

    [Fact]
    public void One_of_several_is_freed_only_when_it_alone_was_chosen_on_purpose()
    {
        using var site = new Site();
        var leaks = site.LoseAmongOthers();
        Assert.Equal([110L, 111L, 112L, 300L], leaks.Select(l => l.Value!.Value));
        Assert.All(leaks, l => Assert.Equal(4, l.Candidates));

        Assert.All(ChosenLeaks.Check(leaks, isForced: false), c => Assert.NotNull(c.Refusal));
        Assert.All(ChosenLeaks.Check(leaks, isForced: true), c => Assert.NotNull(c.Refusal));
        Assert.All(leaks, l => Assert.False(site.System.Repairs.Mend(l).Mended));
        Assert.Equal([110L, 111L, 112L, 300L], site.Taken);

        Assert.Null(Assert.Single(ChosenLeaks.Check([leaks[3]], isForced: true)).Refusal);
        Assert.NotNull(Assert.Single(ChosenLeaks.Check([leaks[3]], isForced: false)).Refusal);
        Assert.True(site.System.Repairs.Mend(leaks[3], isChosen: true).Mended);
        Assert.Equal([110L, 111L, 112L], site.Taken);
        Assert.Empty(site.System.Leaks.Find());
    }

    [Fact]
    public void A_person_says_that_it_was_none_of_them()
    {
        using var site = new Site();
        var leaks = site.LoseAmongOthers();
        var one = Assert.Single(ChosenLeaks.OneOfEachCall(leaks));
        Assert.True(site.System.Repairs.Dismiss(one).Mended);
        Assert.False(site.System.Repairs.Dismiss(one).Mended);
        Assert.Equal([110L, 111L, 112L, 300L], site.Taken);
        Assert.Empty(site.System.Leaks.Find());
    }

    [Fact]
    public void What_happened_first_stays_in_the_detail_whatever_fails_later()
    {
        using var site = new Site();
        site.LoseAmongOthers();
        site.IsDown = true;
        site.System.Repairs.Settle();
        site.System.Repairs.Settle();
        var unseen = Assert.Single(site.System.Leaks.Find());
        site.IsDown = false;
        site.System.Repairs.Settle();
        var seen = site.System.Leaks.Find().ToList();

        Assert.Equal(4, seen.Count);
        Assert.All(seen.Append(unseen), leak =>
        {
            Assert.Contains("no answer", leak.Detail, StringComparison.Ordinal);
            Assert.Single(leak.Detail.Split("down").Skip(1));
        });
    }

    [Theory]
    [InlineData("TaggedTable")]
    [InlineData("TaggedCommand")]
    [InlineData("TaggedScript")]
    [InlineData("TaggedFile")]
    public void A_number_that_the_inventory_has_for_a_service_which_does_not_hold_it_is_a_leak(string source)
    {
        using var world = new InventoryWorld(source);
        using var system = world.Open();
        var service = system.VlanServices.Create(world.Request("a")).Service;
        world.TakeByOthers(150);
        using (var store = world.OpenStore())
        {
            var inventory = world.Directory.Get(store, world.Pool);
            inventory.Allocate(PoolFileCalls.Claim("late", owner: service.Id), CancellationToken.None);
            inventory.Allocate(PoolFileCalls.Claim("theirs", owner: "another program"), CancellationToken.None);
        }

        Assert.Equal([100L, 101L, 102L, 150L], world.External);
        var leak = Assert.Single(system.Leaks.Find());
        Assert.Equal((LeakKind.UnknownToLedger, 101L, "a"), (leak.Kind, leak.Value, leak.LeaseName));
        Assert.Equal(0, system.Repairs.Settle());
        Assert.True(system.Repairs.Mend(leak).Mended);
        Assert.Equal([100L, 102L, 150L], world.External);
        Assert.Equal([100L], world.Held);
        Assert.Empty(system.Leaks.Find());
    }

    // An inventory by value that could not be listed before a call whose answer was lost.
    private sealed class Site : IDisposable
    {
        public Site()
        {
            System = new AllocationSystem(new RetryingStore(new MemoryStore(StoreUri.Default), HangLimit.Time), new ManualClock(),
                scripts: new SessionInventories());
            System.Pools.Create("own", new PoolChange { From = 0, To = 100 });
            System.Inventories.Register(new ScriptInventory(
                "theirs",
                InventoryKind.ByValue,
                _ =>
                {
                    IsDown = false;
                    return Taken.Add(300) && IsLosing ? throw new InvalidOperationException("no answer") : new InventoryEntry(300);
                },
                entry => Taken.Remove(entry.Number))
            {
                Lister = () => IsDown ? throw new InvalidOperationException("down") : [.. Taken.Select(n => new InventoryEntry(n))],
            });
        }

        public AllocationSystem System { get; }

        public SortedSet<long> Taken { get; } = [];

        public bool IsLosing { get; set; } = true;

        public bool IsDown { get; set; }

        public void Create(string name) => System.VlanServices.Create(new VlanServiceRequest(name)
        {
            NorthPool = "inventory:theirs",
            SouthPool = "own",
        });

        public List<AllocationLeak> LoseAmongOthers()
        {
            Taken.UnionWith([110, 111, 112]);
            IsDown = true;
            Assert.Throws<AllocationFailedException>(() => Create("a"));
            return [.. System.Leaks.Find()];
        }

        public void Dispose() => System.Dispose();
    }
}

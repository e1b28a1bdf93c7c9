using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Leaks;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Numbers of one pool file that are taken in one call, and the death of a process at each point of it.</summary>
[StartsFirst]
public sealed class GroupTests
{
    private const int Count = 7;
    private const int Seed = 20261126;

    public static TheoryData<string> Files { get; } = ["ByValueFile", "TaggedFile", "ByIdFile"];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 1)]
    [InlineData(60, 2)]
    public void A_batch_writes_the_file_once_for_a_hundred_numbers(int services, int writes)
    {
        using var folder = new TemporaryFolder(inMemory: true);
        using var memory = new CountingStore(new MemoryStore(StoreUri.Default));
        using var system = new AllocationSystem(memory);
        var path = folder.Write("vlan.json", """{"range": {"from": 100, "to": 4094}, "used": [101]}""");

        system.VlanServices.CreateAll(Enumerable.Range(0, services).Select(i => new VlanServiceRequest($"s{i}") { PoolFile = path }));

        var content = new VlanPoolFile(path, folder.Path).Read(CancellationToken.None);
        Assert.Equal(writes, content.Version);
        Assert.Equal(2 * writes, memory.Commits);
        Assert.Equal(Enumerable.Range(100, (2 * services) + 1).Select(n => (long)n), content.Used);
        Assert.Equal(2 * services, system.Ledger.Query(new()).Select(a => a.Value).Distinct().Count());
    }

    [Fact]
    public void What_the_other_program_takes_meanwhile_is_left_to_it()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        using var memory = new CountingStore(new MemoryStore(StoreUri.Default));
        using var system = new AllocationSystem(memory);
        var path = folder.Write("vlan.json", """{"range": {"from": 100, "to": 200}}""");
        var commits = 0;
        memory.AfterCommit = () =>
        {
            // The first commit plans 100 to 105.
            if (++commits == 1) folder.Write("vlan.json", """{"range": {"from": 100, "to": 200}, "used": [100, 103, 104]}""");
        };

        var made = system.VlanServices.CreateAll(Enumerable.Range(0, 3).Select(i => new VlanServiceRequest($"s{i}") { PoolFile = path }));

        var taken = made.SelectMany(s => new[] { s.NorthVlanId, s.SouthVlanId }).ToList();
        Assert.Equal(6, taken.Distinct().Count());
        Assert.DoesNotContain(taken, n => n is 100 or 103 or 104);
        Assert.Equal(9, new VlanPoolFile(path, folder.Path).Read(CancellationToken.None).Used.Count);
        Assert.Empty(system.Leaks.Find());
    }

    [Fact]
    public void A_batch_that_the_file_cannot_serve_leaves_nothing()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        using var system = new AllocationSystem(new MemoryStore(StoreUri.Default));
        var path = folder.Write("vlan.json", """{"range": {"from": 100, "to": 105}}""");

        var error = Assert.Throws<AllocationFailedException>(() =>
            system.VlanServices.CreateAll(Enumerable.Range(0, 3).Select(i => new VlanServiceRequest($"s{i}") { PoolFile = path })));

        Assert.Equal(("s2", "south_vlan_id"), (error.Service, error.Attribute));
        Assert.Equal(5, error.Released.Count);
        Assert.Empty(error.Stuck);
        Assert.Empty(new VlanPoolFile(path, folder.Path).Read(CancellationToken.None).Used);
        Assert.Empty(system.VlanServices.Find(new Core.Pools.NamePattern("*")));
        Assert.Empty(system.Leaks.Find());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Death_before_the_call_of_a_group_leaves_no_number(string source)
    {
        using var world = new InventoryWorld(source);
        Assert.NotEqual(0, world.CreateBatch("a", Count, "before:1"));
        Assert.Empty(world.Intents);
        Assert.Empty(world.Services);

        Assert.NotEqual(0, world.CreateBatch("a", Count, "after:1"));
        Assert.Empty(world.External);
        Assert.Equal(Numbers, world.Intents.Select(i => i.Number!.Value).Order());
        using (var system = world.Open()) Assert.Equal(2 * Count, system.Repairs.Settle());
        Assert.Empty(world.Intents);
        RepairAll(world);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Death_after_the_call_of_a_group_leaves_each_number_to_its_intent(string source)
    {
        using var world = new InventoryWorld(source);
        Assert.NotEqual(0, world.CreateBatch("a", Count, "before:2"));
        Assert.Equal(Numbers, world.External);
        Assert.Empty(world.Held);
        Assert.Equal(Numbers, world.Intents.Select(i => i.Number!.Value).Order());

        using (var system = world.Open()) system.Repairs.Settle();
        if (source == "ByValueFile")
        {
            var suspects = world.Leaks.Where(l => l.Kind == LeakKind.UnknownToLedger).ToList();
            Assert.Equal(Numbers, suspects.Select(l => l.Value!.Value).Order());
            Assert.All(suspects, l => Assert.Equal(1, l.Candidates));
        }
        else
        {
            Assert.Equal(Numbers, world.Held);
            Assert.Empty(world.Intents);
        }

        RepairAll(world);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Deaths_at_random_commits_lose_no_number_and_give_none_twice(string source)
    {
        var random = new Random(Seed);
        using var world = new InventoryWorld(source);
        for (var round = 0; round < 8; round++)
        {
            var when = $"{(random.Next(2) == 0 ? "before" : "after")}:{random.Next(1, 3)}";
            world.CreateBatch($"r{round}-", random.Next(1, 6), when);
            using (var system = world.Open()) system.Repairs.Settle();
            var known = world.Held.Concat(world.Leaks.Where(l => l.Value is not null).Select(l => l.Value!.Value)).ToHashSet();
            Assert.True(world.External.All(known.Contains), $"{when}: {string.Join(' ', world.External)} beside {string.Join(' ', known)}");
            Assert.Equal(world.Held.Count, world.Held.Distinct().Count());
            Assert.True(world.Held.All(world.External.Contains), when);
        }

        RepairAll(world);
    }

    private static IEnumerable<long> Numbers => Enumerable.Range(100, 2 * Count).Select(n => (long)n);

    // Afterwards the file has what the ledger has.
    internal static void RepairAll(InventoryWorld world)
    {
        while (world.Leaks is { Count: > 0 } leaks)
        {
            using var system = world.Open();
            Assert.All(leaks.Take(1), leak => Assert.True(system.Repairs.Mend(leak).Mended));
        }

        Assert.Empty(world.Intents);
        Assert.Equal(world.Held, world.External);
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Services that are asked for one after the other and take their numbers from one pool file.</summary>
public sealed class CreationQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly CountingStore _store = new(new MemoryStore(StoreUri.Default));
    private readonly Watch _watch = new();
    private readonly AllocationSystem _system;
    private readonly string _path;

    public CreationQueueTests()
    {
        _system = new(_store, _watch, scripts: new SessionInventories());
        _path = _folder.Write("vlan.json", """{"range": {"from": 100, "to": 4094}, "used": [101]}""");
    }

    [Fact]
    public void Groups_double_up_to_fifty_and_each_writes_the_file_once()
    {
        var services = Made(Ask(Enumerable.Range(0, 120)));

        // 1, 2, 4, 8, 16, 32, 50, and 7 at the end.
        Assert.Equal(8, Content.Version);
        Assert.Equal(2 * 8, _store.Commits);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"s{i}"), services.Select(s => s.Name));
        Assert.Equal(Enumerable.Range(100, 241).Select(n => (long)n), Content.Used);
        Assert.Equal(Content.Used.Where(n => n != 101), services.SelectMany(s => new[] { s.NorthVlanId!.Value, s.SouthVlanId!.Value }));
    }

    [Fact]
    public void An_error_is_of_its_row_and_the_rows_beside_it_are_made()
    {
        _system.VlanServices.Create(Request("s5"));
        var results = Ask([.. Enumerable.Range(0, 10), 3, 10]).ToList();

        var failed = results.Where(r => r.Outcome is null).ToList();
        Assert.Equal([5, 3], failed.Select(r => r.Mark));
        Assert.All(failed, r => Assert.IsType<ServiceExistsException>(r.Error));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 3, 10], results.Select(r => r.Mark));
        Assert.Equal(11, Names.Count);
        Assert.Equal(1 + 22, Content.Used.Count);
    }

    [Fact]
    public void A_file_with_too_few_numbers_serves_the_first_rows()
    {
        _folder.Write("vlan.json", """{"range": {"from": 100, "to": 113}}""");
        var results = Ask(Enumerable.Range(0, 10)).ToList();

        Assert.Equal(Enumerable.Range(0, 10), results.Select(r => r.Mark));
        Assert.Equal(Enumerable.Range(0, 6), results.Where(r => r.Outcome is not null).Select(r => r.Mark));
        Assert.All(results.Skip(6), r => Assert.IsType<AllocationFailedException>(r.Error));
        Assert.Equal(Enumerable.Range(100, 12).Select(n => (long)n), Content.Used);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void Who_stops_reading_gets_no_more_made_and_keeps_nothing_that_was_not_read()
    {
        var read = Made(Ask(Enumerable.Range(0, 100)).Take(12));

        Assert.Equal(read.Select(s => s.Name).Order(), Names.Order());
        Assert.Equal(read.SelectMany(s => new[] { s.NorthVlanId!.Value, s.SouthVlanId!.Value }).Append(101).Order(), Content.Used);
        Assert.Empty(_system.Leaks.Find());
    }

    [Fact]
    public void What_waits_is_made_when_the_next_comes_late()
    {
        var queue = _system.Queue();
        int[] Add(int i) => [.. queue.Add(Request($"s{i}").ToRequest(), null, i).Select(r => r.Mark)];

        Assert.Equal([0], Add(0));
        Assert.Empty(Add(1));
        Assert.Equal([1, 2], Add(2));
        Assert.Empty(Add(3));
        _watch.Passed = TimeSpan.FromSeconds(1);
        Assert.Equal([3, 4], Add(4));
        _watch.Passed = TimeSpan.FromSeconds(2);
        Assert.Equal([5], Add(5));
    }

    [Fact]
    public void What_cannot_be_in_a_group_is_made_at_once_after_what_waits()
    {
        _system.Pools.Create("own", new PoolChange { From = 0, To = 100 });
        var queue = _system.Queue();
        int[] Add(int i, VlanServiceRequest request, string? id = null) => [.. queue.Add(request.ToRequest(), id, i).Select(r => r.Mark)];

        for (var i = 0; i < 3; i++) Add(i, Request($"s{i}"));
        Assert.Empty(Add(3, Request("s3")));
        Assert.Equal([3, 4], Add(4, new("own") { NorthPool = "own", SouthPool = "own" }));
        Assert.Empty(Add(5, Request("s5")));
        Assert.Equal([5, 6], Add(6, new("exact") { PoolFile = _path, NorthVlanId = 200 }));
        Assert.Empty(Add(7, Request("s7")));
        Assert.Equal([7, 8], Add(8, Request("known"), "r1"));
        Assert.Empty(queue.Rest());
    }

    [Fact]
    public void A_registered_pool_file_is_one_and_another_inventory_is_not()
    {
        _system.Inventories.Register("file", InventoryKind.ByValue, new FileInventorySettings(_path));
        var queue = _system.Queue();
        int[] Add(int i, string pool) =>
            [.. queue.Add(new VlanServiceRequest($"s{i}") { NorthPool = pool, SouthPool = pool }.ToRequest(), null, i).Select(r => r.Mark)];

        Assert.Equal([0], Add(0, "inventory:file"));
        Assert.Empty(Add(1, "inventory:file"));
        Assert.Equal([1, 2], Add(2, "inventory:missing"));
    }

    [Theory]
    [MemberData(nameof(GroupTests.Files), MemberType = typeof(GroupTests))]
    public void Deaths_at_each_commit_lose_no_number_and_give_none_twice(string source)
    {
        // Seven services are made in groups of 1, 2, 4: each has a commit before the call and one after it. This is the last group.
        foreach (var when in (string[])["before:5", "after:5", "before:6", "after:6"])
        {
            using var world = new InventoryWorld(source);
            Assert.NotEqual(0, world.CreateSeries("s", 7, when));
            Assert.Equal(7, world.Services.Count + (when == "before:5" ? 4 : 0));
            using (var system = world.Open()) system.Repairs.Settle();
            var known = world.Held.Concat(world.Leaks.Where(l => l.Value is not null).Select(l => l.Value!.Value)).ToHashSet();
            Assert.True(world.External.All(known.Contains), $"{when}: {string.Join(' ', world.External)} beside {string.Join(' ', known)}");
            Assert.Equal(world.Held.Count, world.Held.Distinct().Count());
            Assert.True(world.Held.All(world.External.Contains), when);
            GroupTests.RepairAll(world);
        }
    }

    public void Dispose()
    {
        _system.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    private VlanPoolContent Content => new VlanPoolFile(_path, _folder.Path).Read(CancellationToken.None);

    private List<string> Names => [.. _system.VlanServices.Find(new NamePattern("*")).Select(s => s.Name)];

    private VlanServiceRequest Request(string name) => new(name) { PoolFile = _path };

    private IEnumerable<CreationResult> Ask(IEnumerable<int> numbers)
    {
        var queue = _system.Queue();
        foreach (var i in numbers)
        {
            foreach (var result in queue.Add(Request($"s{i}").ToRequest(), null, i)) yield return result;
        }

        foreach (var result in queue.Rest()) yield return result;
    }

    private static List<VlanService> Made(IEnumerable<CreationResult> results) =>
        [.. results.Select(r => VlanService.Of(r.Made.Instance))];

    // Its time goes on, and what it measures does only when it is told.
    private sealed class Watch : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}

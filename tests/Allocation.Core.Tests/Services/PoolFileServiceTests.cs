using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

public sealed class PoolFileServiceTests : IDisposable
{
    private readonly TestSystem _system = new();
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private string _path = "";

    [Fact]
    public void Both_numbers_come_from_the_file_and_go_back_to_it()
    {
        Of("""{"range": {"from": 100, "to": 200}, "used": [100]}""");

        var service = Create("a").Service;

        Assert.Equal(("up", 101L, 102L), (service.State, service.NorthVlanId, service.SouthVlanId));
        Assert.Equal([100, 101, 102], Used());
        Assert.All(_system.Held, a => Assert.Equal("file:" + _path, a.Pool));

        Assert.Equal("terminated", _system.Vlans.Remove(service.Id).State);
        Assert.Equal([100], Used());
        Assert.Empty(_system.Held);
    }

    [Fact]
    public void Exact_numbers_come_from_the_file_or_are_refused()
    {
        Of("""{"range": {"from": 100, "to": 200}, "used": [100]}""");

        var service = _system.Vlans.Create(Request("a") with { NorthVlanId = 150 }).Service;

        Assert.Equal((150L, 101L), (service.NorthVlanId, service.SouthVlanId));
        var taken = Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(Request("b") with { SouthVlanId = 150 }));
        Assert.IsType<ValueTakenException>(taken.InnerException);
        Assert.Empty(taken.Released);
        Assert.Equal(103, _system.Vlans.Create(Request("c") with { SouthVlanId = 102 }).Service.NorthVlanId);
        Assert.Throws<ValueOutOfRangeException>(() => _system.Vlans.Create(Request("b") with { NorthVlanId = 200 }));
        Assert.Equal([100, 101, 102, 103, 150], Used());
    }

    [Fact]
    public void When_the_second_fails_the_first_goes_back_to_the_file()
    {
        Of("""{"range": {"from": 100, "to": 101}}""");

        var error = Assert.Throws<AllocationFailedException>(() => Create("a"));

        Assert.Equal("south_vlan_id", error.Attribute);
        Assert.Equal(["north_vlan_id 100"], error.Released);
        Assert.IsType<PoolExhaustedException>(error.InnerException);
        Assert.Empty(Used());
        Assert.Empty(_system.Held);
        Assert.Null(_system.Service("a"));
        Assert.Empty(_system.Vlans.Find(new Core.Pools.NamePattern("*"), ["terminated"]));
    }

    [Fact]
    public void Kept_in_part_it_is_resumed_and_never_takes_twice()
    {
        Of("""{"range": {"from": 100, "to": 101}}""");
        var (partial, failure) = _system.Vlans.Create(Request("a") with { KeepPartial = true });
        Assert.Equal(("rejected", 100L, null), (partial.State, partial.NorthVlanId, partial.SouthVlanId));
        Assert.Equal(["north_vlan_id 100"], failure!.Kept);

        Of("""{"range": {"from": 100, "to": 105}, "used": [100]}""");
        var service = _system.Vlans.Resume(partial.Id).Service;

        Assert.Equal(("up", 100L, 101L), (service.State, service.NorthVlanId, service.SouthVlanId));
        Assert.Equal([100, 101], Used());
    }

    [Fact]
    public void A_number_that_the_file_forgot_is_not_given_twice_by_us()
    {
        Of("""{"range": {"from": 100, "to": 105}}""");
        Create("a");

        Of("""{"range": {"from": 100, "to": 105}}""");
        var service = Create("b").Service;

        Assert.Equal((102L, 103L), (service.NorthVlanId, service.SouthVlanId));
    }

    [Fact]
    public void A_number_that_is_not_ours_is_never_freed()
    {
        Of("""{"range": {"from": 100, "to": 110}, "used": [100, 105]}""");
        var service = Create("a").Service;

        // Somebody else gave ours back and took others.
        Of("""{"range": {"from": 100, "to": 110}, "used": [100, 105, 106]}""");
        _system.Vlans.Remove(service.Id);

        Assert.Equal([100, 105, 106], Used());
    }

    [Theory]
    [InlineData("{}", typeof(AllocationFailedException))]
    [InlineData("no JSON", typeof(InvalidPoolFileException))]
    public void A_file_that_gives_nothing_leaves_no_trace(string content, Type error)
    {
        Of(content);

        Assert.Throws(error, () => Create("a", "r1"));

        Assert.Empty(_system.Dump("r1"));
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Fact]
    public void A_missing_file_leaves_no_trace()
    {
        _path = _folder.File("missing.json");

        Assert.Throws<InvalidPoolFileException>(() => Create("a", "r1"));

        Assert.Empty(_system.Dump("r1"));
    }

    [Fact]
    public void When_it_cannot_be_given_back_the_service_waits_deallocating()
    {
        Of("""{"range": {"from": 100, "to": 110}}""");
        var service = Create("a").Service;
        var content = File.ReadAllText(_path);
        File.WriteAllText(_path, "damaged");

        var error = Assert.Throws<ReleaseFailedException>(() => _system.Vlans.Remove(service.Id));

        Assert.Equal("a", error.Service);
        Assert.IsType<InvalidPoolFileException>(error.InnerException);
        Assert.StartsWith("south_vlan_id 101", Assert.Single(error.Stuck), StringComparison.Ordinal);
        Assert.Equal("deallocating", _system.Service("a")!.State);
        Assert.Equal(2, _system.Held.Count);
        Assert.Throws<IllegalTransitionException>(() => _system.Vlans.Resume(service.Id));

        File.WriteAllText(_path, content);
        Assert.Equal("terminated", _system.Vlans.Remove(service.Id).State);
        Assert.Empty(Used());
    }

    [Fact]
    public void Several_with_files_and_pools_are_made_all_or_none()
    {
        Of("""{"range": {"from": 100, "to": 103}}""");
        _system.MakePool("vlan", 0, 10);
        var before = _system.Pool("vlan");
        VlanServiceRequest[] requests = [Request("a"), new("b"), Request("c")];

        var error = Assert.Throws<AllocationFailedException>(() => _system.Vlans.CreateAll(requests, "r1"));

        Assert.Equal(("c", "south_vlan_id"), (error.Service, error.Attribute));
        Assert.Equal(["north_vlan_id 102", "south_vlan_id 1", "north_vlan_id 0", "south_vlan_id 101", "north_vlan_id 100"], error.Released);
        Assert.Empty(Used());
        Assert.Empty(_system.Held);
        Assert.Equal(before, _system.Pool("vlan"));

        Of("""{"range": {"from": 100, "to": 104}}""");
        var made = _system.Vlans.CreateAll(requests, "r1");
        Assert.Equal([100L, 0L, 102L], made.Select(s => s.NorthVlanId!.Value));
        Assert.Equal(made, _system.Vlans.CreateAll(requests, "r1"));
        Assert.Equal([100, 101, 102, 103], Used());
    }

    [Fact]
    public void Of_several_none_takes_what_a_later_one_asks_for_in_the_file()
    {
        Of("""{"range": {"from": 100, "to": 110}}""");

        var made = _system.Vlans.CreateAll([Request("a"), Request("b") with { NorthVlanId = 101 },
            Request("c") with { NorthVlanId = 103, SouthVlanId = 100 }], "r1");

        Assert.Equal(["a", "b", "c"], made.Select(s => s.Name));
        Assert.Equal([(104L, 105L), (101L, 102L), (103L, 100L)], made.Select(s => (s.NorthVlanId!.Value, s.SouthVlanId!.Value)));
        Assert.Equal(made,
            _system.Vlans.CreateAll([Request("a"), Request("b") with { NorthVlanId = 101 },
            Request("c") with { NorthVlanId = 103, SouthVlanId = 100 }], "r1"));
    }

    [Fact]
    public void The_same_request_again_takes_nothing_from_the_file()
    {
        Of("""{"range": {"from": 100, "to": 110}}""");

        var first = Create("a", "r1").Service;

        Assert.Equal(first, Create("a", "r1").Service);
        Assert.Equal([100, 101], Used());
    }

    [Fact]
    public void While_others_hold_the_lock_of_the_file_a_creation_can_be_cancelled()
    {
        Of("""{"range": {"from": 100, "to": 110}}""");
        using var held = FileLock.Take(_path + ".lock", TimeSpan.Zero, CancellationToken.None);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Assert.ThrowsAny<OperationCanceledException>(() => _system.Vlans.Create(Request("a"), null, cancellation.Token));

        Assert.Empty(_system.Dump());
    }

    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private void Of(string content) => _path = _folder.Write("vlan.json", content);

    private VlanServiceRequest Request(string name) => new(name) { PoolFile = _path };

    private VlanOutcome Create(string name, string? requestId = null) => _system.Vlans.Create(Request(name), requestId);

    private IReadOnlyCollection<long> Used() => new VlanPoolFile(_path, _folder.Path).Read(CancellationToken.None).Used;
}

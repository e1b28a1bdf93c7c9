using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Direct;

public sealed class DirectReleaseTests : IDisposable
{
    private readonly TestSystem _system = new();

    public DirectReleaseTests()
    {
        _system.MakePool("vlan", 100, 110);
        _system.MakePool("vxlan", 5000, 5004);
    }

    [Fact]
    public void One_number_is_given_back_by_its_reservation_id_and_the_rest_stays()
    {
        var taken = Take("vlan", "a", 3);

        var ended = _system.Direct.GiveBack(taken[1].ReservationId);

        Assert.Equal(("101", AllocationState.Released, _system.Clock.Time), (ended.ResourceId, ended.State, ended.EndDate));
        Assert.Equal([100, 102], _system.Held.Select(line => line.Value!.Value));
        Assert.Equal("101 of pool 'vlan', which 'a' held, has already been given back.",
            Assert.Throws<AllocationNotFoundException>(() => _system.Direct.GiveBack(ended.ReservationId)).Message);
        Assert.Equal(101, Assert.Single(Take("vlan", "b")).Value);
    }

    [Fact]
    public void All_that_a_name_holds_is_given_back_and_the_name_is_free()
    {
        Take("vlan", "a", 3);

        Assert.Equal(3, _system.Direct.GiveBackAll(_system.Direct.Find(new NamePattern("A")).Single()).Count);

        Assert.Empty(_system.Held);
        Assert.Equal(10, _system.Pool("vlan").Free);
        Assert.Equal(100, Assert.Single(Take("vlan", "a")).Value);
    }

    [Fact]
    public void A_name_of_several_pools_must_say_which()
    {
        Take("vlan", "a");
        Take("vxlan", "a");

        Assert.Equal("Pool", Assert.Throws<InvalidAllocationException>(() => _system.Direct.Find(new NamePattern("a"))).WayOut?.Parameter);
        Assert.Equal("vxlan", Assert.Single(_system.Direct.Find(new NamePattern("a"), "VXLAN")).Pool);
        Assert.Equal(2, _system.Direct.Find(new NamePattern("a*")).Count);
        Assert.Throws<PoolNotFoundException>(() => _system.Direct.Find(new NamePattern("a"), "nope"));
        Assert.Equal("There is no direct allocation named 'b' in pool 'vlan'.",
            Assert.Throws<AllocationNotFoundException>(() => _system.Direct.Find(new NamePattern("b"), "vlan")).Message);
        Assert.Empty(_system.Direct.Find(new NamePattern("b*")));
    }

    [Fact]
    public void What_a_service_holds_is_never_given_back_here()
    {
        var key = _system.Vlans.Create(new("web")).Service.NorthAllocationKey!;

        var error = Assert.Throws<InvalidAllocationException>(() => _system.Direct.GiveBack(key));

        Assert.Equal("100 of pool 'vlan' is held by the service 'web' and was not taken directly; removing the service gives it back.",
            error.Message);
        Assert.Equal(error.Message, Assert.Throws<InvalidAllocationException>(() => _system.Direct.Find(new NamePattern("WEB"))).Message);
        Assert.Throws<InvalidAllocationException>(() => _system.Direct.LeaseOf(key));
        Assert.Equal(2, _system.Held.Count);
    }

    [Fact]
    public void What_an_import_holds_is_never_given_back_here()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "vlan.json");
        File.WriteAllText(file, """{"version": 3, "range": {"from": 1, "to": 9}, "used": [5]}""");
        _system.PoolFiles.Import(new(file, folder.Path), "old");

        var error = Assert.Throws<InvalidAllocationException>(() => _system.Direct.GiveBack(_system.Held.Single().ReservationId));

        Assert.Contains("the import of", error.Message);
        Assert.Single(_system.Held);
    }

    [Fact]
    public void An_unknown_reservation_id_is_not_found() =>
        Assert.Throws<AllocationNotFoundException>(() => _system.Direct.GiveBack("nope"));

    [Fact]
    public void The_end_of_a_lease_changes_for_all_of_its_numbers()
    {
        var taken = Take("vlan", "a", 2);
        var lease = _system.Direct.LeaseOf(taken[1].ReservationId);

        Assert.Equal([_system.Clock.Time.AddHours(1), _system.Clock.Time.AddHours(1)],
            _system.Direct.Change(lease, new(Lifetime: TimeSpan.FromHours(1))).Select(line => line.EndDate!.Value));
        _system.Clock.Time += TimeSpan.FromMinutes(50);
        Assert.Equal(_system.Clock.Time.AddHours(1), _system.Direct.Change(lease, new(Lifetime: TimeSpan.FromHours(1)))[0].EndDate);
        Assert.All(_system.Direct.Change(lease, LeaseTerm.Open), line => Assert.Null(line.EndDate));

        Assert.Equal(_system.Held, _system.Direct.Change(lease, LeaseTerm.Open));
    }

    [Fact]
    public void An_end_that_cannot_be_is_refused()
    {
        var lease = _system.Direct.LeaseOf(Take("vlan", "a")[0].ReservationId);
        Assert.Contains("'a' cannot be held until then",
            Assert.Throws<InvalidAllocationException>(() => _system.Direct.Change(lease, new(End: _system.Clock.Time))).Message);

        var later = new DirectRequest("vlan", "later") { Term = new(_system.Clock.Time.AddDays(9)) };
        var planned = _system.Direct.LeaseOf(_system.Direct.TakeAll([later]).Checked()[0].ReservationId);
        Assert.Contains("it begins at", Assert.Throws<InvalidAllocationException>(() =>
            _system.Direct.Change(planned, new(End: _system.Clock.Time.AddDays(9)))).Message);

        _system.Direct.GiveBackAll(lease);
        Assert.Throws<AllocationNotFoundException>(() => _system.Direct.Change(lease, LeaseTerm.Open));
    }

    [Fact]
    public void A_pass_gives_back_what_is_past_its_end()
    {
        Take("vlan", "open");
        Take("vlan", "brief", 2, new LeaseTerm(Lifetime: TimeSpan.FromHours(1)));
        Assert.Empty(_system.Expiry.EndDue());
        _system.Clock.Time += TimeSpan.FromHours(1);

        var ended = Assert.Single(_system.Expiry.EndDue());

        Assert.Equal(("brief", LeaseKind.Direct, null), (ended.Lease.Name, ended.Lease.Kind, ended.Failure));
        Assert.Equal(["open"], _system.Held.Select(line => line.LeaseName));
    }

    [Fact]
    public void A_service_gets_what_an_expired_direct_lease_holds()
    {
        Take("vxlan", "brief", 4, new LeaseTerm(Lifetime: TimeSpan.FromHours(1)));
        _system.Clock.Time += TimeSpan.FromHours(2);

        Assert.Equal(5000, _system.Vlans.Create(new("web") { NorthPool = "vxlan" }).Service.NorthVlanId);
    }

    [Fact]
    public void A_number_given_back_cools_down_where_the_pool_says_so()
    {
        _system.Pools.Change("vlan", new() { ReuseDelay = TimeSpan.FromMinutes(10) });
        _system.Direct.GiveBack(Take("vlan", "a")[0].ReservationId);

        Assert.Equal((9, 1), (_system.Pool("vlan").Free, _system.Pool("vlan").Cooling));
        Assert.Equal(101, Assert.Single(Take("vlan", "a")).Value);
    }

    public void Dispose() => _system.Dispose();

    private IReadOnlyList<AllocationRecord> Take(string pool, string name, long? count = null, LeaseTerm? term = null) =>
        _system.Direct.TakeAll([new DirectRequest(pool, name) { Count = count, Term = term ?? LeaseTerm.Open }]).Checked();
}

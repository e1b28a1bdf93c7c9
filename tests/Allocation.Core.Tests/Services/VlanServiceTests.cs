using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

public sealed class VlanServiceTests : IDisposable
{
    private readonly TestSystem _system = new();

    public VlanServiceTests() => _system.MakePool("vlan", 100, 200);

    [Fact]
    public void A_service_has_two_numbers_and_their_keys_in_the_ledger()
    {
        var service = Create("Edge 1");

        Assert.Equal(("Edge 1", "up", 100L, 101L, _system.Clock.Time),
            (service.Name, service.State, service.NorthVlanId, service.SouthVlanId, service.CreatedAt));
        Assert.Equal([service.NorthAllocationKey, service.SouthAllocationKey], _system.Held.Select(a => a.ReservationId));
        Assert.All(_system.Held, a =>
        {
            Assert.Equal((service.Id, "Edge 1", LeaseKind.Service, "vlan"), (a.LeaseId, a.LeaseName, a.LeaseKind, a.Pool));
            Assert.Equal((_system.Clock.Time, null), (a.StartDate, a.EndDate));
        });
        Assert.Equal(["north_vlan_id", "south_vlan_id"], _system.Held.Select(a => a.Attribute));
    }

    [Fact]
    public void Each_side_may_have_a_pool_of_its_own_and_0_is_a_number()
    {
        _system.MakePool("zero", 0, 1);

        var service = _system.Vlans.Create(new VlanServiceRequest("a") { NorthPool = "ZERO", SouthPool = "VLAN" }).Service;

        Assert.Equal((0L, 100L), (service.NorthVlanId, service.SouthVlanId));
        Assert.Equal(["vlan", "zero"], _system.Held.Select(a => a.Pool));
    }

    [Fact]
    public void An_exact_number_is_given_or_refused()
    {
        var service = _system.Vlans.Create(new VlanServiceRequest("a") { NorthVlanId = 120, SouthVlanId = 100 }).Service;
        Assert.Equal((120L, 100L), (service.NorthVlanId, service.SouthVlanId));
        var before = _system.Dump();

        var taken = Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(new VlanServiceRequest("b") { SouthVlanId = 120 }));

        Assert.Equal(("b", "south_vlan_id"), (taken.Service, taken.Attribute));
        Assert.Empty(taken.Released);
        Assert.Equal(120, Assert.IsType<ValueTakenException>(taken.InnerException).Value);
        Assert.Throws<ValueOutOfRangeException>(() => _system.Vlans.Create(new VlanServiceRequest("b") { SouthVlanId = 200 }));
        Assert.Throws<InvalidServiceException>(() => _system.Vlans.Create(new VlanServiceRequest("b") { SouthVlanId = -1 }));
        Assert.Throws<InvalidServiceException>(() => _system.Vlans
            .Create(new VlanServiceRequest("b") { NorthVlanId = 150, SouthVlanId = 150 }));
        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void The_other_side_does_not_take_the_number_that_is_asked_for()
    {
        var service = _system.Vlans.Create(new VlanServiceRequest("a") { SouthVlanId = 100 }).Service;

        Assert.Equal((101L, 100L), (service.NorthVlanId, service.SouthVlanId));
    }

    [Fact]
    public void A_number_that_cools_down_is_taken_until_its_delay_is_over()
    {
        _system.Pools.Change("vlan", new PoolChange { ReuseDelay = TimeSpan.FromMinutes(10) });
        _system.Vlans.Remove(Create("a").Id);
        var again = new VlanServiceRequest("b") { NorthVlanId = 100 };

        Assert.IsType<ValueTakenException>(Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(again)).InnerException);
        _system.Clock.Time += TimeSpan.FromMinutes(10);

        Assert.Equal(100, _system.Vlans.Create(again).Service.NorthVlanId);
    }

    [Fact]
    public void A_living_name_is_taken_whatever_its_case_and_free_again_after_the_end()
    {
        var first = Create("Edge");
        var before = _system.Dump();

        Assert.Equal("Edge", Assert.Throws<ServiceExistsException>(() => Create("EDGE")).Name);
        Assert.Equal(before, _system.Dump());
        _system.Vlans.Remove(first.Id);

        Assert.NotEqual(first.Id, Create("EDGE").Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData(" a")]
    public void A_bad_name_takes_nothing(string name)
    {
        var before = _system.Dump();

        Assert.Throws<InvalidServiceException>(() => Create(name));

        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void A_missing_pool_takes_nothing()
    {
        var before = _system.Dump();

        Assert.Equal("none",
            Assert.Throws<PoolNotFoundException>(() => _system.Vlans.Create(new VlanServiceRequest("a") { SouthPool = "none" })).Pool);
        Assert.Throws<PoolNotFoundException>(() => _system.Vlans.Create(new VlanServiceRequest("a") { SouthPool = "\ud800" }));

        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void A_removed_service_gives_its_numbers_back_and_stays_as_history()
    {
        var service = Create("a");
        _system.Clock.Time += TimeSpan.FromHours(1);

        var removed = _system.Vlans.Remove(service.Id);

        Assert.Equal(("terminated", 100L, 101L), (removed.State, removed.NorthVlanId, removed.SouthVlanId));
        Assert.Empty(_system.Held);
        Assert.Equal(100, _system.Pool("vlan").Free);
        Assert.All(_system.Ledger, a => Assert.Equal((AllocationState.Released, _system.Clock.Time), (a.State, a.EndDate)));
        Assert.Equal(service.Id, Assert.Single(_system.Vlans.Find(new NamePattern("A"), ["terminated"])).Id);
    }

    [Fact]
    public void A_service_can_be_removed_once()
    {
        var service = Create("a");
        _system.Vlans.Remove(service.Id);

        Assert.Throws<ServiceNotFoundException>(() => _system.Vlans.Remove(service.Id));
        Assert.Throws<ServiceNotFoundException>(() => _system.Vlans.Remove("none"));
        Assert.Throws<ServiceNotFoundException>(() => _system.Vlans.Resume(service.Id));
        Assert.Throws<ServiceNotFoundException>(() => _system.Vlans.Get(service.Id));
    }

    [Fact]
    public void Services_are_found_by_name_wildcard_and_state()
    {
        foreach (var name in new[] { "b", "A10", "a2" }) Create(name);

        Assert.Equal(["A10", "a2", "b"], Names(new NamePattern(null)));
        Assert.Equal(["A10", "a2"], Names(new NamePattern("a*")));
        Assert.Equal(["A10"], Names(new NamePattern("a10")));
        Assert.Empty(Names(new NamePattern("a10"), "rejected"));
        Assert.Equal(["A10"], Names(new NamePattern("a10"), "up"));
        Assert.Empty(Names(new NamePattern("x*")));
        Assert.Throws<ServiceNotFoundException>(() => Names(new NamePattern("x")));
    }

    [Fact]
    public void Resuming_a_complete_service_changes_none_of_its_numbers()
    {
        var service = Create("a");

        Assert.Equal(service, _system.Vlans.Resume(service.Id).Service);
        Assert.Equal(2, _system.Ledger.Count);
    }

    public void Dispose() => _system.Dispose();

    private VlanService Create(string name) => _system.Vlans.Create(new VlanServiceRequest(name)).Service;

    private List<string> Names(NamePattern pattern, string? state = null) =>
        _system.Vlans.Find(pattern, state is null ? null : [state]).Select(s => s.Name).ToList();
}

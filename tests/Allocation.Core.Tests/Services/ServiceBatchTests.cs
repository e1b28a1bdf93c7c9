using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

public sealed class ServiceBatchTests : IDisposable
{
    private readonly TestSystem _system = new();

    public ServiceBatchTests() => _system.MakePool("vlan", 100, 110);

    [Fact]
    public void All_are_made_in_the_order_in_which_they_were_asked_for()
    {
        var made = _system.Vlans.CreateAll(Requests("c", "a", "b"));

        Assert.Equal(["c", "a", "b"], made.Select(s => s.Name));
        Assert.Equal([100L, 102L, 104L], made.Select(s => s.NorthVlanId!.Value));
        Assert.All(made, s => Assert.Equal("up", s.State));
    }

    [Fact]
    public void A_number_that_a_later_one_asks_for_is_not_taken_by_an_earlier_one()
    {
        VlanServiceRequest[] requests = [new("a"), new("b") { NorthVlanId = 101 }, new("c") { SouthVlanId = 100, NorthVlanId = 103 }];

        var made = _system.Vlans.CreateAll(requests);

        Assert.Equal([(102L, 104L), (101L, 105L), (103L, 100L)], made.Select(s => (s.NorthVlanId!.Value, s.SouthVlanId!.Value)));
        Assert.Equal(6, _system.Held.Count);
    }

    [Fact]
    public void One_number_that_two_ask_for_makes_none()
    {
        var before = _system.Dump();

        var error = Assert.Throws<AllocationFailedException>(() =>
            _system.Vlans.CreateAll([new("a"), new("b") { NorthVlanId = 105 }, new("c") { SouthVlanId = 105 }]));

        Assert.Equal(("c", "south_vlan_id"), (error.Service, error.Attribute));
        Assert.IsType<ValueTakenException>(error.InnerException);
        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void When_the_last_fails_none_is_made()
    {
        var before = _system.Dump();

        var error = Assert.Throws<AllocationFailedException>(() => _system.Vlans.CreateAll(Requests("a", "b", "c", "d", "e", "f")));

        Assert.Equal(("f", "north_vlan_id"), (error.Service, error.Attribute));
        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void A_bad_name_a_name_twice_or_a_missing_pool_makes_none()
    {
        var before = _system.Dump();

        Assert.Throws<InvalidServiceException>(() => _system.Vlans.CreateAll(Requests("a", "")));
        Assert.Equal("a", Assert.Throws<ServiceExistsException>(() => _system.Vlans.CreateAll(Requests("a", "b", "A"))).Name);
        Assert.Throws<PoolNotFoundException>(() => _system.Vlans
            .CreateAll([.. Requests("a"), new VlanServiceRequest("b") { NorthPool = "none" }]));

        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void Nothing_is_kept_in_part_of_several()
    {
        var before = _system.Dump();
        var requests = Requests("a", "b", "c", "d", "e", "f").Select(r => r with { KeepPartial = true });

        Assert.Throws<AllocationFailedException>(() => _system.Vlans.CreateAll(requests));

        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void None_asked_for_is_none_made() =>
        Assert.Empty(_system.Vlans.CreateAll([]));

    public void Dispose() => _system.Dispose();

    private static List<VlanServiceRequest> Requests(params string[] names) => names.Select(n => new VlanServiceRequest(n)).ToList();
}

using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

public sealed class RequestIdTests : IDisposable
{
    private readonly TestSystem _system = new();

    public RequestIdTests() => _system.MakePool("vlan", 100, 104);

    [Fact]
    public void The_same_request_again_returns_the_same_service_and_takes_nothing()
    {
        var first = _system.Vlans.Create(new VlanServiceRequest("a"), "r1").Service;
        var before = _system.Dump("r1");

        Assert.Equal(first, _system.Vlans.Create(new VlanServiceRequest("a"), "r1").Service);

        Assert.Equal(before, _system.Dump("r1"));
    }

    [Fact]
    public void Other_arguments_under_the_same_id_are_a_conflict()
    {
        _system.Vlans.Create(new VlanServiceRequest("a"), "r1");
        var before = _system.Dump("r1");

        Assert.Throws<RequestConflictException>(() => _system.Vlans.Create(new VlanServiceRequest("b"), "r1"));
        Assert.Throws<RequestConflictException>(() => _system.Vlans.Create(new VlanServiceRequest("a") { NorthVlanId = 100 }, "r1"));
        Assert.Throws<RequestConflictException>(() => _system.Vlans.Create(new VlanServiceRequest("a") { KeepPartial = true }, "r1"));
        Assert.Throws<RequestConflictException>(() => _system.Vlans.CreateAll([new("a"), new("b")], "r1"));

        Assert.Equal(before, _system.Dump("r1"));
    }

    [Fact]
    public void Ids_are_compared_exactly()
    {
        _system.Vlans.Create(new VlanServiceRequest("a"), "r1");

        Assert.Throws<ServiceExistsException>(() => _system.Vlans.Create(new VlanServiceRequest("a"), "R1"));
        Assert.Equal("b", _system.Vlans.Create(new VlanServiceRequest("b"), "R1").Service.Name);
    }

    [Fact]
    public void A_request_that_failed_may_be_tried_again_under_its_id()
    {
        _system.Vlans.CreateAll([new("a"), new("b")]);
        Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(new VlanServiceRequest("c"), "r1"));

        _system.Pools.Change("vlan", new PoolChange { To = 106 });

        Assert.Equal("c", _system.Vlans.Create(new VlanServiceRequest("c"), "r1").Service.Name);
    }

    [Fact]
    public void A_batch_is_one_request()
    {
        List<VlanServiceRequest> requests = [new("b"), new("a")];
        var first = _system.Vlans.CreateAll(requests, "r1");
        var before = _system.Dump("r1");

        Assert.Equal(first, _system.Vlans.CreateAll(requests, "r1"));
        Assert.Throws<RequestConflictException>(() => _system.Vlans.CreateAll([new("a"), new("b")], "r1"));

        Assert.Equal(before, _system.Dump("r1"));
    }

    [Fact]
    public void A_part_of_a_batch_is_not_taken_for_the_whole()
    {
        List<VlanServiceRequest> requests = [new("a"), new("b")];
        var made = _system.Vlans.CreateAll(requests, "r1");
        _system.Faults.Run(session => session.Services.Remove(made[1].Id));
        var before = _system.Dump("r1");

        Assert.Throws<RequestConflictException>(() => _system.Vlans.CreateAll(requests, "r1"));

        Assert.Equal(before, _system.Dump("r1"));
    }

    [Fact]
    public void A_partial_service_is_returned_as_it_is_by_now()
    {
        _system.Pools.Change("vlan", new PoolChange { To = 101 });
        var request = new VlanServiceRequest("a") { KeepPartial = true };
        var partial = _system.Vlans.Create(request, "r1").Service;
        _system.Pools.Change("vlan", new PoolChange { To = 102 });
        _system.Vlans.Resume(partial.Id);

        Assert.Equal(("up", partial.Id), (_system.Vlans.Create(request, "r1").Service.State, _system.Service("a")!.Id));
    }

    [Fact]
    public void A_service_that_was_removed_since_is_not_made_again()
    {
        var service = _system.Vlans.Create(new VlanServiceRequest("a"), "r1").Service;
        _system.Vlans.Remove(service.Id);

        Assert.Throws<RequestConflictException>(() => _system.Vlans.Create(new VlanServiceRequest("a"), "r1"));
        Assert.Empty(_system.Held);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0")]
    public void A_bad_id_takes_nothing(string id)
    {
        var before = _system.Dump();

        Assert.Throws<InvalidServiceException>(() => _system.Vlans.Create(new VlanServiceRequest("a"), id));

        Assert.Equal(before, _system.Dump());
    }

    public void Dispose() => _system.Dispose();
}

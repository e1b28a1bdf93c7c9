using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

/// <summary>The second of two allocations fails: of a pool of one number north gets 100 and south gets nothing.</summary>
public sealed class PartialServiceTests : IDisposable
{
    private readonly TestSystem _system = new();

    public PartialServiceTests() => _system.MakePool("vlan", 100, 101);

    [Fact]
    public void By_default_everything_is_given_back_and_the_error_says_what()
    {
        var before = _system.Dump();

        var error = Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(new VlanServiceRequest("a")));

        Assert.Equal(("a", "south_vlan_id"), (error.Service, error.Attribute));
        Assert.Equal(["north_vlan_id 100"], error.Released);
        Assert.Empty(error.Kept);
        Assert.Empty(error.Stuck);
        Assert.IsType<PoolExhaustedException>(error.InnerException);
        Assert.Equal(before, _system.Dump());
    }

    [Fact]
    public void Kept_in_part_it_is_rejected_with_what_it_got()
    {
        var (service, failure) = CreateInPart();

        Assert.Equal(("rejected", 100L, null, null), (service.State, service.NorthVlanId, service.SouthVlanId, service.SouthAllocationKey));
        Assert.Equal(["north_vlan_id 100"], failure!.Kept);
        Assert.Empty(failure.Released);
        Assert.IsType<PoolExhaustedException>(failure.InnerException);
        Assert.Equal([100], _system.Held.Select(a => a.Value!.Value));
        Assert.Equal(service, _system.Service("a"));
    }

    [Fact]
    public void Resuming_takes_only_what_is_missing()
    {
        var (partial, _) = CreateInPart();
        Assert.NotNull(_system.Vlans.Resume(partial.Id).Failure);
        Assert.Single(_system.Ledger);

        _system.Pools.Change("vlan", new PoolChange { To = 102 });
        var (service, failure) = _system.Vlans.Resume(partial.Id);

        Assert.Null(failure);
        Assert.Equal(("up", 100L, 101L), (service.State, service.NorthVlanId, service.SouthVlanId));
        Assert.Equal((partial.NorthAllocationKey, partial.Id), (service.NorthAllocationKey, service.Id));
        Assert.Equal(2, _system.Ledger.Count);
    }

    [Fact]
    public void Removing_it_gives_back_what_it_got()
    {
        var (partial, _) = CreateInPart();

        Assert.Equal("terminated", _system.Vlans.Remove(partial.Id).State);

        Assert.Empty(_system.Held);
        Assert.Equal(1, _system.Pool("vlan").Free);
        Assert.Null(_system.Service("a"));
    }

    [Fact]
    public void It_is_kept_even_when_it_got_nothing()
    {
        CreateInPart();

        var (service, failure) = _system.Vlans.Create(new VlanServiceRequest("b") { KeepPartial = true });

        Assert.Equal(("rejected", null, null), (service.State, service.NorthVlanId, service.SouthVlanId));
        Assert.Equal("north_vlan_id", failure!.Attribute);
        Assert.Empty(failure.Kept);
    }

    [Fact]
    public void A_missing_pool_rejects_it_too_until_the_pool_is_there()
    {
        var (partial, failure) = _system.Vlans.Create(new VlanServiceRequest("a") { SouthPool = "later", KeepPartial = true });
        Assert.IsType<PoolNotFoundException>(failure!.InnerException);

        _system.MakePool("later", 7, 8);

        Assert.Equal((100L, 7L), (_system.Vlans.Resume(partial.Id).Service.NorthVlanId, _system.Service("a")!.SouthVlanId));
    }

    [Fact]
    public void A_service_that_is_complete_is_no_failure_when_partial_ones_are_kept()
    {
        _system.Pools.Change("vlan", new PoolChange { To = 102 });

        var (service, failure) = CreateInPart();

        Assert.Null(failure);
        Assert.Equal("up", service.State);
    }

    public void Dispose() => _system.Dispose();

    private VlanOutcome CreateInPart() => _system.Vlans.Create(new VlanServiceRequest("a") { KeepPartial = true });
}

using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Services;

public sealed class LeaseExpiryTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly AllocationSystem _system;

    public LeaseExpiryTests()
    {
        _system = new(new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath())), _clock);
        _system.Pools.Create("vlan", new() { From = 100, To = 104 });
    }

    [Fact]
    public void The_times_of_a_service_stand_in_its_lines_of_the_ledger()
    {
        var start = _clock.Time.AddDays(1);
        var service = Create("a", new(start, Lifetime: TimeSpan.FromHours(2)));
        Assert.Equal((start, start.AddHours(2)), (service.StartDate, service.EndDate));
        Assert.All(_system.Ledger.Query(new() { LeaseId = service.Id }),
            line => Assert.Equal((start, start.AddHours(2)), (line.StartDate, line.EndDate)));
        Assert.Equal(2, _system.Ledger.Count(new() { From = start.AddHours(1), To = start.AddDays(1) }));
        Assert.Equal(0, _system.Ledger.Count(new() { From = start.AddHours(2) }));
        Assert.Equal(0, _system.Ledger.Count(new() { To = start }));
    }

    [Fact]
    public void An_open_service_begins_when_it_is_made_and_has_no_end()
    {
        var line = _system.Ledger.Query(new() { LeaseId = Create("a").Id }).First();
        Assert.Equal((_clock.Time, null), (line.StartDate, line.EndDate));
    }

    [Fact]
    public void A_lease_that_a_manager_cannot_end_is_told_with_the_reason()
    {
        _system.Pools.Create("nets", new() { Notation = SubnetNotation.Typed("nets", "10.0.0.0/16", 24) });
        var request = new DirectRequest("nets", "lan") { Term = new(Lifetime: TimeSpan.FromHours(1)) };
        var subnet = _system.Direct.TakeAll([request]).Checked()[0];
        _system.Pools.Create("lan-17", new() { ParentAllocation = subnet.ReservationId });
        var gateway = _system.Direct.TakeAll([new DirectRequest("lan-17", "gateway")]).Checked()[0];
        _clock.Time += TimeSpan.FromHours(1);

        _system.Manager.Once();
        var warning = Assert.Single(_system.Warnings());
        Assert.StartsWith(
            $"'lan' is past its end ({_clock.Time:u}) and keeps what it holds: 10.0.0.0/24 of pool 'nets' cannot be given back",
            warning, StringComparison.Ordinal);

        _system.Direct.GiveBack(gateway.ReservationId);
        _system.Manager.Once();
        Assert.Empty(_system.Warnings());
        Assert.Equal(0, _system.Ledger.Count(new() { State = AllocationState.Active }));
    }

    [Fact]
    public void A_lease_past_its_end_keeps_what_it_holds_until_the_pass_that_ends_it()
    {
        var brief = Create("brief", new(Lifetime: TimeSpan.FromHours(1)));
        Create("open");
        Assert.Empty(_system.Expiry.EndDue());
        _clock.Time += TimeSpan.FromHours(1);
        Assert.Equal(4, _system.Pools.Find(new("vlan")).Single().Held);
        Assert.Equal(2, _system.Ledger.Count(new() { Expired = true }));
        var ended = Assert.Single(_system.Expiry.EndDue());
        Assert.Equal((brief.Id, null), (ended.Lease.Id, ended.Failure));
        Assert.Equal(2, _system.Pools.Find(new("vlan")).Single().Held);
        Assert.Equal(["open"], _system.VlanServices.Find(new(null)).Select(s => s.Name));
        Assert.All(_system.Ledger.Query(new() { LeaseId = brief.Id }),
            line => Assert.Equal((AllocationState.Released, _clock.Time), (line.State, line.EndDate)));
        Assert.Empty(_system.Expiry.EndDue());
    }

    [Fact]
    public void Whoever_finds_the_pool_empty_gets_what_an_expired_lease_holds()
    {
        Create("brief", new(Lifetime: TimeSpan.FromHours(1)));
        Create("open");
        Assert.Throws<AllocationFailedException>(() => Create("new"));
        _clock.Time += TimeSpan.FromHours(2);
        Assert.Equal(100, Create("new").NorthVlanId);
        Assert.Equal(["new", "open"], _system.VlanServices.Find(new(null)).Select(s => s.Name));
    }

    [Fact]
    public void Whoever_asks_for_exactly_the_number_of_an_expired_lease_gets_it()
    {
        var brief = Create("brief", new(Lifetime: TimeSpan.FromHours(1)));
        _clock.Time += TimeSpan.FromHours(2);
        Assert.Equal(brief.SouthVlanId, _system.VlanServices.Create(new("new") { NorthVlanId = brief.SouthVlanId }).Service.NorthVlanId);
    }

    [Fact]
    public void A_rejected_service_is_completed_from_what_an_expired_lease_holds()
    {
        Create("brief", new(Lifetime: TimeSpan.FromHours(1)));
        _system.Pools.Change("vlan", new() { To = 103 });
        var partial = _system.VlanServices.Create(new("new") { KeepPartial = true });
        Assert.Equal("rejected", partial.Service.State);
        _clock.Time += TimeSpan.FromHours(2);
        var resumed = _system.VlanServices.Resume(partial.Service.Id);
        Assert.Null(resumed.Failure);
        Assert.Equal((102, 100), (resumed.Service.NorthVlanId, resumed.Service.SouthVlanId));
        Assert.Null(_system.VlanServices.Create(new("other") { KeepPartial = true }).Service.SouthVlanId);
    }

    [Fact]
    public void Expired_leases_of_other_pools_are_left_alone()
    {
        _system.Pools.Create("other", new() { From = 1, To = 3 });
        _system.VlanServices.Create(new("elsewhere")
        {
            NorthPool = "other",
            SouthPool = "other",
            Term = new(Lifetime: TimeSpan.FromHours(1)),
        });
        Create("a");
        Create("b");
        _clock.Time += TimeSpan.FromHours(2);
        Assert.Throws<AllocationFailedException>(() => Create("new"));
        Assert.Equal("up", _system.VlanServices.Find(new("elsewhere")).Single().State);
    }

    [Fact]
    public void A_lease_that_cannot_be_ended_is_told_of_and_the_rest_goes_on()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        var file = folder.Write("pool.json", """{"range": {"from": 1, "to": 9}}""");
        var term = new LeaseTerm(Lifetime: TimeSpan.FromHours(1));
        var stuck = _system.VlanServices.Create(new("stuck") { PoolFile = file, Term = term }).Service;
        Create("brief", term with { Lifetime = TimeSpan.FromHours(2) });
        File.WriteAllText(file, "damaged");
        _clock.Time += TimeSpan.FromHours(3);
        var ended = _system.Expiry.EndDue();
        Assert.Equal(["stuck", "brief"], ended.Select(e => e.Lease.Name));
        Assert.IsType<ReleaseFailedException>(ended[0].Failure);
        Assert.Null(ended[1].Failure);
        Assert.Equal("deallocating", _system.VlanServices.Get(stuck.Id).State);
        File.WriteAllText(file, """{"range": {"from": 1, "to": 9}, "used": [1, 2]}""");
        Assert.Null(Assert.Single(_system.Expiry.EndDue()).Failure);
        Assert.Empty(new VlanPoolFile(file, folder.Path).Read(CancellationToken.None).Used);
    }

    [Fact]
    public void A_lease_that_is_given_back_before_its_begin_does_not_end_before_it_began()
    {
        var service = Create("a", new(_clock.Time.AddDays(1)));
        _system.VlanServices.Remove(service.Id);
        Assert.All(_system.Ledger.Query(new() { LeaseId = service.Id }),
            line => Assert.Equal((_clock.Time, _clock.Time), (line.StartDate, line.EndDate)));
    }

    [Fact]
    public void Times_that_make_no_lease_are_refused()
    {
        var now = _clock.Time;
        foreach (var term in new LeaseTerm[]
        {
            new(End: now), new(End: now.AddTicks(-1)), new(Lifetime: TimeSpan.Zero), new(Lifetime: TimeSpan.FromTicks(-1)),
            new(now.AddHours(2), now.AddHours(1)), new(now.AddHours(-3), Lifetime: TimeSpan.FromHours(1)),
            new(End: now.AddHours(1), Lifetime: TimeSpan.FromHours(1)), new(Lifetime: TimeSpan.MaxValue),
        })
        {
            Assert.Throws<InvalidServiceException>(() => Create("a", term));
        }

        Assert.Empty(_system.Ledger.Query(new()));
    }

    [Fact]
    public void The_same_request_with_a_lifetime_is_the_same_later_too()
    {
        var request = new VlanServiceRequest("a") { Term = new(Lifetime: TimeSpan.FromHours(1)) };
        var first = _system.VlanServices.Create(request, "r1").Service;
        _clock.Time += TimeSpan.FromMinutes(5);
        Assert.Equal(first, _system.VlanServices.Create(request, "r1").Service);
        Assert.Throws<RequestConflictException>(() => _system.VlanServices.Create(request with { Term = LeaseTerm.Open }, "r1"));
    }

    public void Dispose() => _system.Dispose();

    private VlanService Create(string name, LeaseTerm? term = null) =>
        _system.VlanServices.Create(new(name) { Term = term ?? LeaseTerm.Open }).Service;
}

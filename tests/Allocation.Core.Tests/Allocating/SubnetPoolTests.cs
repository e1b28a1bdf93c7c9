using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Services;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Tests.Allocating;

/// <summary>Services that take a VLAN, a subnet and addresses of that subnet.</summary>
public sealed class SubnetPoolTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_service_takes_a_vlan_a_subnet_and_the_first_addresses_of_that_subnet_and_gives_all_of_it_back()
    {
        Pools("10.0.0.0/8");
        var site = Site();
        var before = Export();

        var (a, b) = (_world.New(site, """{"name": "a"}"""), _world.New(site, """{"name": "b"}"""));

        Assert.Equal("100 10.0.0.0/24 10.0.0.1 10.0.0.2", Values(a));
        Assert.Equal("101 10.0.1.0/24 10.0.1.1 10.0.1.2", Values(b));
        var pools = _world.System.Pools.Find(new NamePattern("nets *"));
        Assert.Equal(["nets 10.0.0.0/24", "nets 10.0.1.0/24"], pools.Select(pool => pool.Name));
        Assert.Equal(pools[1].ParentAllocation, _world.Held(b).Single(line => line.Pool == "nets").ReservationId);

        _world.System.Services.Remove(site, a.Id);
        _world.System.Services.Remove(site, b.Id);

        Assert.Empty(_world.Held());
        Assert.Equal(before, Export());
        Assert.Equal(4, _world.System.Events.Query(new EventQuery { Subject = EventSubject.Pool, Name = "nets *" }).Count());
    }

    [Fact]
    public void A_service_that_cannot_have_all_of_it_has_nothing_and_leaves_no_pool()
    {
        Pools("10.0.0.0/8");
        _world.System.Pools.Create("old", new PoolChange { Notation = AddressNotation.Of("10.0.0.0/24") });

        var refused = Assert.Throws<AllocationFailedException>(() => _world.New(Site(), """{"name": "a"}"""));

        Assert.IsType<InvalidPoolException>(refused.InnerException);
        Assert.Empty(_world.Held());
        Assert.Empty(_world.System.Pools.Find(new NamePattern("nets *")));
    }

    [Fact]
    public void A_subnet_without_enough_addresses_is_given_back_with_all_else()
    {
        Pools("10.0.0.0/8", 32);

        Assert.IsType<PoolExhaustedException>(
            Assert.Throws<AllocationFailedException>(() => _world.New(Site(), """{"name": "a"}""")).InnerException);

        Assert.Empty(_world.Held());
        Assert.Empty(_world.System.Pools.Find(new NamePattern("nets *")));
    }

    [Fact]
    public void A_service_keeps_its_subnet_while_others_hold_addresses_of_it()
    {
        Pools("2001:db8::/32", 64);
        var site = Site(pool: """, "pool": {"path": "name"}""");
        var service = _world.New(site, """{"name": "lan-1"}""");
        Assert.Equal("100 2001:db8::/64 2001:db8::1 2001:db8::2", Values(service));
        var host = _world.System.Direct.TakeAll([new("lan-1", "host")]).Taken.Single();

        Assert.Equal("lan-1", Assert.Throws<PoolInUseException>(() => _world.System.Services.Remove(site, service.Id)).Pool);

        Assert.Equal(4, _world.Held(service).Count);
        _world.System.Direct.GiveBack(host.ReservationId);
        _world.System.Services.Remove(site, service.Id);
        Assert.Empty(_world.System.Pools.Find(new NamePattern("lan-*")));
    }

    [Fact]
    public void An_address_that_a_service_takes_later_comes_from_the_same_pool_whatever_its_name_is()
    {
        Pools("2001:db8::/32", 64);
        var definition = _world.Define("""
            {"name": "Later", "attributes": {"name": "string", "net": {"type": "string", "modifier": "r"}},
             "embedded": {"hosts": {"modifier": "rw+", "keys": "name", "attributes": {
                 "name": "string", "ip": {"type": "string", "modifier": "r"}}}},
             "allocation": [
                {"attribute": "net", "allocator": "number", "arguments": {"pool": "nets"}},
                {"attribute": "hosts[name=*].ip", "allocator": "number", "arguments": {"parent": {"path": "net"}}}]}
            """);
        var service = _world.New(definition, """{"name": "a", "hosts": [{"name": "x"}]}""");
        _world.System.PoolNames.Rename("nets 2001-db8--/64", "lan");

        service = _world.Set(definition, service, """{"hosts": [{"name": "x"}, {"name": "y"}]}""");

        Assert.Equal(["2001:db8::1", "2001:db8::2"],
            _world.Held(service).Where(line => line.Pool == "lan").Select(line => line.ResourceId));
        _world.System.Services.Remove(definition, service.Id);
        Assert.Empty(_world.System.Pools.Find(new NamePattern("lan*")));
    }

    [Fact]
    public void A_parent_that_is_no_subnet_of_the_service_is_refused()
    {
        Pools("10.0.0.0/8");
        var subnet = _world.System.Direct.TakeAll([new("nets", "other")]).Taken.Single().ResourceId;
        var definition = _world.Define("""
            {"name": "Wrong", "attributes": {"name": "string", "net": {"type": "string", "modifier": "rw", "optional": true},
                  "ip": {"type": "string", "modifier": "r"}},
             "allocation": [{"attribute": "ip", "allocator": "number", "arguments": {"parent": {"path": "net"}}}]}
            """);

        foreach (var values in new[] { $$"""{"name": "a", "net": "{{subnet}}"}""", """{"name": "a"}""" })
        {
            Assert.IsType<InvalidServiceException>(
                Assert.Throws<AllocationFailedException>(() => _world.New(definition, values)).InnerException);
        }
    }

    [Theory]
    [InlineData("exactly", """ "exactly": "10.0.0.7" """)]
    [InlineData("file", """ "file": "/x.json" """)]
    public void An_address_of_a_subnet_is_not_asked_for_in_another_way_at_once(string argument, string more)
    {
        var refused = Assert.Throws<InvalidDefinitionException>(() => _world.Define($$"""
            {"name": "Wrong", "lifecycle": "simple_with_deallocation",
             "attributes": {"name": "string", "ip": {"type": "string", "modifier": "r"} },
             "allocation": [{"attribute": "ip", "allocator": "number", "arguments": {"parent": {"path": "name"}, {{more}} } }]}
            """));
        Assert.Contains(refused.Mistakes, mistake => mistake.Contains($"arguments.{argument}", StringComparison.Ordinal));
    }

    private void Pools(string network, int length = 24)
    {
        _world.Pool("vlan", 100, 110);
        _world.System.Pools.Create("nets", new PoolChange { Notation = SubnetNotation.Typed("nets", network, length) });
    }

    // The order of the document is the wrong one: what reads the subnet comes after it.
    private ServiceDefinition Site(string pool = "") => _world.Define($$"""
        {"name": "Site", "attributes": {"name": "string", "vlan": {"type": "int", "modifier": "r"},
            "net": {"type": "string", "modifier": "r"}, "gateway": {"type": "string", "modifier": "r"},
            "host": {"type": "string", "modifier": "r"} },
         "allocation": [
            {"attribute": "gateway", "allocator": "number", "arguments": {"parent": {"path": "net"}{{pool}} } },
            {"attribute": "host", "allocator": "number", "arguments": {"parent": {"path": "net"} } },
            {"attribute": "vlan", "allocator": "number", "arguments": {"pool": "vlan"} },
            {"attribute": "net", "allocator": "number", "arguments": {"pool": "nets"} }]}
        """);

    private static string Values(ServiceInstance service) => string.Join(' ', service.Attributes.Number("vlan"),
        service.Attributes.Text("net"), service.Attributes.Text("gateway"), service.Attributes.Text("host"));

    private string Export() => string.Join('\n', _world.System.Pools.Find(new NamePattern("*")));
}

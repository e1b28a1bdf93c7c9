using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;

namespace Allocation.Core.Tests.Allocating;

/// <summary>The documented examples of all three generations, each with its own definition.</summary>
public sealed class ReferenceExampleTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Internal_allocation_gives_an_unused_number_of_50000_to_70000()
    {
        var vlan = _world.Define("""
            { "name": "VlanAssignment", "attributes": { "name": "string", "vlan_id": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "vlan_id", "allocator": "random", "arguments": { "from": 50000, "to": 70000 } } ] }
            """);
        var ids = Enumerable.Range(0, 200).Select(i => _world.New(vlan, $$"""{"name": "v{{i}}"}""").At("vlan_id")!.Value).ToList();
        Assert.Equal(200, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id, 50000, 69999));
        Assert.NotEqual(ids.Order(), ids);
    }

    [Fact]
    public void A_look_up_stores_what_the_other_instance_shows_and_looks_again_when_its_name_changes()
    {
        var router = _world.Define("""{ "name": "Router", "attributes": { "name": "string", "mgmt_ip": { "type": "string", "modifier": "rw+" } } }""");
        var wire = _world.Define("""
            { "name": "VirtualWire", "attributes": { "name": "string",
                "router_a": { "type": "string", "modifier": "rw+" }, "router_a_mgmt_ip": { "type": "string", "modifier": "r" },
                "router_z": { "type": "string", "modifier": "rw+" }, "router_z_mgmt_ip": { "type": "string", "modifier": "r" },
                "vni": { "type": "int", "modifier": "r" } },
              "allocation": [
                { "attribute": "router_a_mgmt_ip", "allocator": "lookup", "refreshOn": "router_a",
                  "arguments": { "definition": "Router", "name": { "path": "router_a" }, "attribute": "mgmt_ip" } },
                { "attribute": "router_z_mgmt_ip", "allocator": "lookup", "refreshOn": "router_z",
                  "arguments": { "definition": "Router", "name": { "path": "router_z" }, "attribute": "mgmt_ip" } },
                { "attribute": "vni", "allocator": "first-free", "arguments": { "from": 50000, "to": 70000 } } ] }
            """);
        var r1 = _world.New(router, """{"name": "r1", "mgmt_ip": "10.0.0.1"}""");
        _world.New(router, """{"name": "r2", "mgmt_ip": "10.0.0.2"}""");
        var w = _world.New(wire, """{"name": "w", "router_a": "r1", "router_z": "r2"}""");
        Assert.Equal("10.0.0.1", w.Attributes.Text("router_a_mgmt_ip"));
        Assert.Equal("10.0.0.2", w.Attributes.Text("router_z_mgmt_ip"));
        Assert.Equal(50000, w.At("vni"));

        _world.Set(router, r1, """{"mgmt_ip": "10.9.9.9"}""");
        Assert.Equal("10.0.0.1", _world.Now(w).Attributes.Text("router_a_mgmt_ip"));

        w = _world.Set(wire, w, """{"router_z": "r1"}""");
        Assert.Equal("10.9.9.9", w.Attributes.Text("router_z_mgmt_ip"));
        Assert.Equal("10.0.0.1", w.Attributes.Text("router_a_mgmt_ip"));
        Assert.Equal(50000, w.At("vni"));
    }

    [Fact]
    public void An_unknown_router_rejects_the_wire()
    {
        _world.Define("""{ "name": "Router", "attributes": { "name": "string", "mgmt_ip": "string" } }""");
        var wire = _world.Define("""
            { "name": "Wire", "attributes": { "name": "string", "router": "string", "ip": { "type": "string", "modifier": "r" } },
              "allocation": [ { "attribute": "ip", "allocator": "lookup", "arguments": { "definition": "Router", "name": { "path": "router" }, "attribute": "mgmt_ip" } } ] }
            """);
        var outcome = _world.Try(wire, """{"name": "w", "router": "nobody"}""");
        Assert.Equal("rejected", outcome.Instance.State);
        Assert.IsType<ServiceNotFoundException>(outcome.Failure!.InnerException);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_external_inventory_knows_its_owner_and_gives_the_same_again(bool byName)
    {
        var owned = new Dictionary<string, long>();
        _world.Registry.Register("external", new FunctionAllocator(context =>
        {
            var owner = byName ? context.ServiceName : context.ServiceId;
            if (!owned.TryGetValue(owner, out var value)) owned[owner] = value = owned.Count + 1;
            return JsonValue.Create(value);
        }));
        var service = _world.Define("""
            { "name": "S", "attributes": { "name": "string", "vlan_id": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "vlan_id", "allocator": "external" } ] }
            """);
        var a = _world.New(service, """{"name": "a"}""");
        var b = _world.New(service, """{"name": "b"}""");
        Assert.Equal((1, 2), (a.At("vlan_id"), b.At("vlan_id")));
        Assert.Equal(byName ? ["a", "b"] : [a.Id, b.Id], owned.Keys);
    }

    [Fact]
    public void Of_a_pool_of_one_the_north_side_is_kept_and_the_south_side_stays_empty()
    {
        var service = _world.Define(Vlans("PartialVlan", failSafe: true));
        _world.Pool("vlan", 100, 101);
        var outcome = _world.Try(service, """{"name": "a"}""");
        Assert.Equal("rejected", outcome.Instance.State);
        Assert.Equal("south_vlan_id", outcome.Failure!.Attribute);
        Assert.Equal(100, outcome.Instance.Candidate!.At("north_vlan_id"));
        Assert.Null(outcome.Instance.Candidate!.At("south_vlan_id"));
        Assert.Equal([100L], _world.Numbers());

        var gone = _world.System.Services.Remove(service, outcome.Instance.Id);
        Assert.Equal("terminated", gone.State);
        Assert.Contains(_world.System.Services.History(gone.Id), e => e.To == "deallocating");
        Assert.Empty(_world.Held());
    }

    [Fact]
    public void Without_the_fail_safe_a_rejected_instance_keeps_nothing()
    {
        var service = _world.Define(Vlans("Lossy", failSafe: false));
        _world.Pool("vlan", 100, 101);
        var outcome = _world.Try(service, """{"name": "a"}""");
        Assert.Equal("rejected", outcome.Instance.State);
        Assert.Null(outcome.Instance.Candidate!.At("north_vlan_id"));
        Assert.Null(outcome.Instance.Candidate!.Text("north_key"));
        Assert.Empty(_world.Held());
        Assert.Empty(outcome.Failure!.Kept);

        _world.System.Pools.Change("vlan", new Core.Pools.PoolChange { To = 102 });
        var resumed = _world.System.Services.Resume(service, outcome.Instance.Id).Instance;
        Assert.Equal(("up", 100, 101), (resumed.State, resumed.At("north_vlan_id"), resumed.At("south_vlan_id")));
    }

    [Fact]
    public void Unless_partial_values_are_wanted_nothing_is_left_of_a_failure()
    {
        var service = _world.Define(Vlans("PartialVlan", failSafe: true));
        _world.Pool("vlan", 100, 101);
        var failure = Assert.Throws<AllocationFailedException>(() => _world.New(service, """{"name": "a"}"""));
        Assert.Equal(["north_vlan_id 100"], failure.Released);
        Assert.Empty(_world.Held());
        Assert.Empty(_world.System.Services.Query(new Core.Services.ServiceQuery { Living = null }, new Core.Pools.NamePattern(null)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_allocator_fills_the_service_and_each_embedded_value(bool touchesExternal)
    {
        _world.Registry.Register("integer", new FunctionAllocator(context => context.Arguments["value"]!.DeepClone(), touchesExternal));
        var service = _world.Define("""
            { "name": "ValueService",
              "attributes": { "name": "string", "first_value": { "type": "int", "modifier": "r" } },
              "embedded": { "embedded_values": { "keys": "id", "attributes": { "id": "string", "third_value": { "type": "int", "modifier": "r" } } } },
              "allocation": [
                { "attribute": "first_value", "allocator": "integer", "arguments": { "value": 1 } },
                { "forEach": "embedded_values", "item": "item", "identifiedBy": "id", "apply": [
                    { "attribute": "third_value", "allocator": "integer", "arguments": { "value": 3 } } ] } ] }
            """);
        var made = _world.New(service, """{"name": "s", "embedded_values": [{"id": "a"}, {"id": "b"}]}""");
        Assert.Equal("up", made.State);
        Assert.Equal((1, 3, 3),
            (made.At("first_value"), made.At("embedded_values[id=a].third_value"), made.At("embedded_values[id=b].third_value")));
    }

    [Fact]
    public void Zero_the_empty_text_and_false_are_values()
    {
        var calls = 0;
        _world.Registry.Register("count", new FunctionAllocator(_ => JsonValue.Create(calls++)));
        var service = _world.Define("""
            { "name": "Zero", "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true },
                "n": { "type": "int", "modifier": "r" }, "t": { "type": "string", "modifier": "r" }, "f": { "type": "bool", "modifier": "r" } },
              "allocation": [ { "attribute": "n", "allocator": "count" },
                { "attribute": "t", "allocator": "value", "arguments": { "value": "" } }, { "attribute": "f", "allocator": "value", "arguments": { "value": false } } ] }
            """);
        var made = _world.New(service, """{"name": "a"}""");
        made = _world.Set(service, made, """{"note": "changed"}""");
        Assert.Equal(0, made.At("n"));
        Assert.Equal(1, calls);
        Assert.DoesNotContain(_world.System.Services.History(made.Id).Skip(8), e => e.Kind == Core.Services.ServiceEventKind.Allocated);
    }

    private static string Vlans(string name, bool failSafe) => $$"""
        { "name": "{{name}}", "lifecycle": "simple_with_deallocation", "failSafe": {{(failSafe ? "true" : "false")}},
          "attributes": { "name": "string", "north_vlan_id": { "type": "int", "modifier": "r" }, "south_vlan_id": { "type": "int", "modifier": "r" }, "north_key": { "type": "string", "modifier": "r" } },
          "allocation": [ { "attribute": "north_vlan_id", "key": "north_key", "allocator": "number", "arguments": { "pool": "vlan" } },
                          { "attribute": "south_vlan_id", "allocator": "number", "arguments": { "pool": "vlan" } } ] }
        """;
}

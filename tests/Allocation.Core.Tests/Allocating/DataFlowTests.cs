using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;

namespace Allocation.Core.Tests.Allocating;

/// <summary>The third generation: values by path, in the order of data flow, never twice.</summary>
public sealed class DataFlowTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_reads_a_value_comes_after_it_and_a_value_never_changes(bool touchesExternal)
    {
        var clock = 0;
        _world.Registry.Register("time", new FunctionAllocator(_ => JsonValue.Create(++clock), touchesExternal));
        var service = _world.Define("""
            { "name": "Ordered", "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true },
                "last": { "type": "int", "modifier": "r" }, "middle": { "type": "int", "modifier": "r" }, "first": { "type": "int", "modifier": "r" } },
              "allocation": [
                { "attribute": "last", "allocator": "time", "arguments": { "requires": { "path": "middle" } } },
                { "attribute": "middle", "allocator": "time", "arguments": { "requires": { "path": "first" } } },
                { "attribute": "first", "allocator": "time" } ] }
            """);
        var made = _world.New(service, """{"name": "s"}""");
        Assert.Equal((1, 2, 3), (made.At("first"), made.At("middle"), made.At("last")));
        made = _world.Set(service, made, """{"note": "again"}""");
        Assert.Equal((1, 2, 3), (made.At("first"), made.At("middle"), made.At("last")));
    }

    [Fact]
    public void Items_of_one_new_instance_get_different_values_and_those_of_other_instances_count_as_used()
    {
        var service = _world.Define("""
            { "name": "Shop", "attributes": { "name": "string" },
              "embedded": { "items": { "modifier": "rw+", "keys": "name", "attributes": { "name": "string", "service_item_id": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "items[name=*].service_item_id", "allocator": "first-free", "arguments": { "from": 1, "to": 1000 } } ] }
            """);
        var a = _world.New(service, """{"name": "a", "items": [{"name": "x"}, {"name": "y"}, {"name": "a.b[c]=*"}]}""");
        var b = _world.New(service, """{"name": "b", "items": [{"name": "x"}]}""");
        Assert.Equal((1, 2, 3), (a.At("items[name=x].service_item_id"), a.At("items[name=y].service_item_id"),
            a.At(@"items[name=a.b\[c\]\=\*].service_item_id")));
        Assert.Equal(4, b.At("items[name=x].service_item_id"));
        Assert.Contains(_world.Held(a), r => r.Attribute == @"items[name=a.b\[c\]\=\*].service_item_id");
    }

    [Fact]
    public void Arguments_come_from_the_service_from_the_item_and_from_all_items()
    {
        string? seen = null;
        _world.Registry.Register("join", new FunctionAllocator(context =>
        {
            seen = string.Join('|', context.Arguments.OrderBy(a => a.Key).Select(a => $"{a.Key}={a.Value?.ToJsonString()}"));
            return JsonValue.Create(1);
        }));
        var service = _world.Define("""
            { "name": "Args", "attributes": { "name": "string" },
              "embedded": { "items": { "keys": "id", "attributes": { "id": "int", "n": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "items[id=*].n", "allocator": "join",
                "arguments": { "a": { "path": "name" }, "b": { "item": "id" }, "c": { "all": "items[id=*].id" }, "d": { "value": { "x": 1 } }, "e": [1], "f": { "path": "items[id=7].id" } } } ] }
            """);
        _world.New(service, """{"name": "s", "items": [{"id": 7}]}""");
        Assert.Equal("""a="s"|b=7|c=[7]|d={"x":1}|e=[1]|f=7""", seen);
    }

    [Fact]
    public void A_cycle_is_reported_with_its_members()
    {
        var mistakes = Assert.Throws<InvalidDefinitionException>(() => _world.Define("""
            { "name": "Cycle", "attributes": { "name": "string", "a": { "type": "int", "modifier": "r" }, "b": { "type": "int", "modifier": "r" }, "c": { "type": "int", "modifier": "r" } },
              "allocation": [
                { "attribute": "a", "allocator": "value", "arguments": { "value": { "path": "b" } } },
                { "attribute": "b", "allocator": "value", "arguments": { "value": { "path": "c" } } },
                { "attribute": "c", "allocator": "value", "arguments": { "value": { "path": "a" } } } ] }
            """)).Mistakes;
        var mistake = Assert.Single(mistakes);
        Assert.All(["a", "b", "c"], name => Assert.Contains($"{name} ->", mistake));
    }

    [Fact]
    public void Nested_items_and_single_embedded_entities_are_filled_in_place()
    {
        var service = _world.Define("""
            { "name": "Deep", "attributes": { "name": "string" },
              "embedded": {
                "documentation": { "upper": 1, "attributes": { "title": "string", "customer": { "type": "dict", "modifier": "r" } } },
                "sites": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int" }, "embedded": {
                  "ports": { "modifier": "rw+", "keys": ["slot", "port"], "attributes": { "slot": "int", "port": "int", "vlan": { "type": "int", "modifier": "r" } } } } } },
              "allocation": [
                { "attribute": "documentation.customer", "allocator": "value", "arguments": { "value": { "value": { "id": 5 } } } },
                { "attribute": "sites[id=*].ports[slot=*][port=*].vlan", "allocator": "first-free", "arguments": { "from": 10, "to": 20 } } ] }
            """);
        var made = _world.New(service, """
            {"name": "d", "documentation": {"title": "t"}, "sites": [{"id": 1, "ports": [{"slot": 0, "port": 1}, {"slot": 0, "port": 2}]}, {"id": 2}, {"id": 3, "ports": [{"slot": 9, "port": 9}]}]}
            """);
        Assert.Equal((10, 11, 12), (made.At("sites[id=1].ports[slot=0][port=1].vlan"), made.At("sites[id=1].ports[slot=0][port=2].vlan"),
            made.At("sites[id=3].ports[slot=9][port=9].vlan")));
        Assert.Equal(5, made.At("documentation.customer.id"));

        var bare = _world.New(service, """{"name": "bare"}""");
        Assert.Equal("up", bare.State);
        Assert.Null(bare.Attributes.Node("documentation"));
    }

    [Fact]
    public void Values_of_a_shared_scope_are_unique_across_attributes_and_definitions()
    {
        string Definition(string name) => $$"""
            { "name": "{{name}}", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" }, "y": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "x", "allocator": "first-free", "arguments": { "from": 1, "to": 10, "scope": "shared" } },
                              { "attribute": "y", "allocator": "first-free", "arguments": { "from": 1, "to": 10, "scope": "shared" } } ] }
            """;
        var (a, b) = (_world.New(_world.Define(Definition("A")), """{"name": "s"}"""), _world.New(_world.Define(Definition("B")), """{"name": "s"}"""));
        Assert.Equal([1L, 2L, 3L, 4L], _world.Numbers());
        Assert.Equal((3, 4), (b.At("x"), b.At("y")));
        Assert.Empty(_world.System.Pools.Find(new Core.Pools.NamePattern(null)));
        Assert.Equal((1, 2), (a.At("x"), a.At("y")));
    }

    [Fact]
    public void A_unique_value_of_an_own_allocator_is_refused_the_second_time()
    {
        _world.Registry.Register("text", new FunctionAllocator(context => JsonValue.Create(context.ServiceName[..1])));
        var service = _world.Define("""
            { "name": "U", "attributes": { "name": "string", "t": { "type": "string", "modifier": "r" }, "k": { "type": "string", "modifier": "r" } },
              "allocation": [ { "attribute": "t", "key": "k", "allocator": "text", "unique": true } ] }
            """);
        var first = _world.New(service, """{"name": "aa"}""");
        Assert.Equal("a", first.Attributes.Text("t"));
        Assert.Equal(_world.Held(first).Single().ReservationId, first.Attributes.Text("k"));
        var failed = Assert.Throws<AllocationFailedException>(() => _world.New(service, """{"name": "ab"}"""));
        Assert.NotNull(Assert.IsType<ValueTakenException>(failed.InnerException).Text);
        Assert.Single(_world.Held());
        _world.System.Services.Remove(service, first.Id);
        Assert.Equal("a", _world.New(service, """{"name": "ab"}""").Attributes.Text("t"));
    }
}

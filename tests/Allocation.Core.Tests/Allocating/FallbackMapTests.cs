using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Allocating;

/// <summary>The context wrapper and its unwrapper.</summary>
public sealed class FallbackMapTests : IDisposable
{
    private readonly ServiceWorld _world = new();
    private readonly List<string> _asked = [];

    public FallbackMapTests() => _world.Registry.Register("three", new ActionAllocator(context =>
    {
        _asked.Add(context.Path.ToString());
        if (context.Get("third_value") is null) context.SetValue("third_value", JsonValue.Create(3));
    },
    context => context.Get("third_value") is null));

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Values_inside_items_are_kept_in_a_flat_map_from_path_to_value()
    {
        var service = Define(trackDeletes: true, setSensitive: false);
        var made = _world.New(service, """{"name": "s", "items": [{"id": 1}, {"id": 2}]}""");
        Assert.Equal("""{"items[id=1].third_value":3,"items[id=2].third_value":3}""", made.Active!.Node("allocated")!.ToJsonString());
        Assert.Null(made.At("items[id=1].third_value"));
        Assert.Equal(3, _world.System.Services.View(made, made.Active!).At("items[id=1].third_value"));
        Assert.Equal(1, made.At("first_value"));
    }

    [Fact]
    public void Without_track_deletes_a_removed_item_reappears_on_unwrapping_and_its_integer_key_stays_one()
    {
        var service = Define(trackDeletes: false, setSensitive: false);
        var made = _world.New(service, """{"name": "s", "items": [{"id": 1}, {"id": 2}]}""");
        made = _world.Set(service, made, """{"items": [{"id": 1}]}""");
        Assert.Equal("""[{"id":1}]""", made.Active!.Node("items")!.ToJsonString());
        Assert.Equal("""[{"id":1,"third_value":3},{"id":2,"third_value":3}]""", _world.System.Services.View(made, made.Active!).Node("items")!.ToJsonString());
    }

    [Fact]
    public void With_track_deletes_a_removed_item_is_gone_and_the_rollback_set_still_has_it()
    {
        var service = Define(trackDeletes: true, setSensitive: true);
        var made = _world.New(service, """{"name": "s", "items": [{"id": 1}, {"id": 2}]}""");
        made = _world.Set(service, made, """{"items": [{"id": 1}]}""");
        Assert.Equal("""{"items[id=1].third_value":3}""", made.Active!.Node("allocated")!.ToJsonString());
        Assert.Equal("""{"items[id=1].third_value":3,"items[id=2].third_value":3}""", made.Rollback!.Node("allocated")!.ToJsonString());
        Assert.Equal("""[{"id":1,"third_value":3}]""", _world.System.Services.View(made, made.Active!).Node("items")!.ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_set_sensitive_loop_asks_again_when_an_item_was_removed_and_leaves_values_alone(bool setSensitive)
    {
        var service = Define(trackDeletes: true, setSensitive);
        var made = _world.New(service, """{"name": "s", "items": [{"id": 1}, {"id": 2}, {"id": 3}]}""");
        _asked.Clear();
        made = _world.Set(service, made, """{"items": [{"id": 1}, {"id": 3}]}""");
        Assert.Equal(setSensitive ? ["items[id=1]", "items[id=3]"] : [], _asked);
        Assert.Equal(3, _world.System.Services.View(made, made.Active!).At("items[id=3].third_value"));

        _asked.Clear();
        _world.Set(service, made, """{"note": "no item came or went"}""");
        Assert.Empty(_asked);
    }

    [Fact]
    public void What_is_seen_can_be_sent_back()
    {
        var service = Define(trackDeletes: true, setSensitive: true);
        var made = _world.New(service, """{"name": "s", "items": [{"id": 1}]}""");
        var seen = _world.System.Services.View(made, made.Active!).Copy();
        seen["note"] = "new";
        var after = _world.System.Services.Update(service, made.Id, new ServiceChange(seen)).Instance;
        Assert.Equal("""[{"id":1}]""", after.Active!.Node("items")!.ToJsonString());

        seen["items"]![0]!["third_value"] = 4;
        Assert.Throws<InvalidServiceException>(() => _world.System.Services.Update(service, made.Id, new ServiceChange(seen)));
    }

    [Fact]
    public void Numbers_in_the_map_are_held_as_long_as_it_has_them()
    {
        var service = _world.Define("""
            { "name": "N", "strictModifiers": false, "attributes": { "name": "string", "allocated": { "type": "dict", "modifier": "r" } },
              "embedded": { "items": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int", "n": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "fallback": "allocated", "trackDeletes": true, "apply": [
                 { "attribute": "items[id=*].n", "allocator": "first-free", "arguments": { "from": 10, "to": 20 } } ] } ] }
            """);
        var made = _world.New(service, """{"name": "s", "items": [{"id": 1}, {"id": 2}]}""");
        Assert.Equal([10L, 11L], _world.Numbers());
        made = _world.Set(service, made, """{"items": [{"id": 2}, {"id": 3}]}""");
        Assert.Equal([10L, 11L, 12L], _world.Numbers());
        _world.System.Services.Confirm(service, made.Id);
        Assert.Equal([11L, 12L], _world.Numbers());
    }

    private ServiceDefinition Define(bool trackDeletes, bool setSensitive) => _world.Define($$"""
        { "name": "Wrapped", "strictModifiers": false,
          "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true },
            "first_value": { "type": "int", "modifier": "r" }, "allocated": { "type": "dict", "modifier": "r" } },
          "embedded": { "items": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int", "third_value": { "type": "int", "modifier": "r" } } } },
          "allocation": [
            { "attribute": "first_value", "allocator": "value", "arguments": { "value": 1 } },
            { "fallback": "allocated", "trackDeletes": {{(trackDeletes ? "true" : "false")}}, "apply": [
              { "forEach": "items", "item": "item", "identifiedBy": "id", "setSensitive": {{(setSensitive ? "true" : "false")}}, "apply": [ { "allocator": "three" } ] } ] } ] }
        """);
}

using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Definitions;

public sealed class DefinitionCatalogTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("""{ "attributes": { "name": "string" } }""", "name: it is missing")]
    [InlineData("""{ "name": "D", "attributs": {} , "attributes": { "name": "string" } }""", "attributs:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "strng" } }""", "attributes.name:", "identity:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "default": "a" } } }""", "attributes.x.default:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "w" } } }""", "attributes.x.modifier:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "name": "int" } }""", "it has the member 'name' twice")]
    [InlineData("""{ "name": "D", "identity": "id", "attributes": { "id": { "type": "string", "modifier": "rw+" } } }""", "identity:")]
    [InlineData("""{ "name": "D", "lifecycle": "simpel", "attributes": { "name": "string" } }""", "lifecycle:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "embedded": { "e": { "attributes": { "id": "int" } } } }""", "embedded.e.keys:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "embedded": { "e": { "keys": "no", "attributes": { "id": "int" } } } }""", "embedded.e.keys:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "embedded": { "e": { "keys": "id", "attributes": { "id": { "type": "int", "modifier": "rw+" } } } } }""", "embedded.e.keys:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "embedded": { "e": { "modifier": "r", "upper": 1, "attributes": { "id": "int" } } } }""", "embedded.e.attributes.id.modifier:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "nobody" } ] }""", "allocation[0].allocator:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "allocation": [ { "attribute": "x", "allocator": "value", "arguments": { "value": 1 } } ] }""", "allocation[0].attribute:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": "int" }, "allocation": [ { "attribute": "x", "allocator": "value", "arguments": { "value": 1 } } ] }""", "allocation[0].attribute:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "bool", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "pool": "p" } } ] }""", "allocation[0].attribute:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "value", "arguments": { "value": 1 } }, { "attribute": "x", "allocator": "value", "arguments": { "value": 1 } } ] }""", "allocation[1].attribute:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "first-free", "arguments": { "from": "a", "till": 5 } } ] }""", "allocation[0].arguments.till:", "allocation[0].arguments.from:", "allocation[0].arguments.to:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "pool": { "path": "nowhere" } } } ] }""", "allocation[0].arguments.pool:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "file": "f" } } ] }""", "allocation[0].allocator:")]
    [InlineData("""{ "name": "D", "strictModifiers": false, "attributes": { "name": "string" }, "embedded": { "e": { "keys": "id", "attributes": { "id": "int", "x": { "type": "int", "modifier": "r" } } } }, "allocation": [ { "attribute": "e[id=*].x", "allocator": "value", "arguments": { "value": 1 } } ] }""", "allocation[0].attribute:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "allocation": [ { "fallback": "m", "apply": [] }, { "forEach": "e", "identifiedBy": "id", "apply": [] } ] }""", "allocation:", "allocation:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string" }, "lifecycle": { "initial": "a", "states": [ { "name": "a" }, { "name": "b" } ], "transfers": [ { "source": "a", "target": "b", "trigger": "auto" }, { "source": "b", "target": "a", "trigger": "auto" }, { "source": "c", "target": "a", "trigger": "never" } ] } }""",
        "lifecycle.transfers[2].trigger:", "lifecycle.transfers[2].source:", "lifecycle.transfers:", "lifecycle.states:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number" } ] }""", "allocation[0].arguments:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "exactly": 5 } } ] }""", "allocation[0].arguments:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "pool": null } } ] }""", "allocation[0].arguments:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "pool": "p", "exactly": -1 } } ] }""", "allocation[0].arguments.exactly:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "n": "int", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "number", "arguments": { "pool": { "path": "n" } } } ] }""", "allocation[0].arguments.pool:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "value" } ] }""", "allocation[0].arguments:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "value", "arguments": { "value": null } } ] }""", "allocation[0].arguments:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "value", "arguments": { "value": "text" } } ] }""", "allocation[0].arguments.value:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "value", "arguments": { "value": { "path": "name" } } } ] }""", "allocation[0].arguments.value:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "first-free", "arguments": { "from": 9, "to": 1 } } ] }""", "allocation[0].arguments.to:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "random", "arguments": { "from": 9, "to": 9 } } ] }""", "allocation[0].arguments.to:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "random", "arguments": { "from": -1, "to": 9 } } ] }""", "allocation[0].arguments.from:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "first-free", "arguments": { "from": null, "to": 9 } } ] }""", "allocation[0].arguments.from:")]
    [InlineData("""{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "r" } }, "allocation": [ { "attribute": "x", "allocator": "lookup", "arguments": { "definition": "D", "name": null, "attribute": "a" } } ] }""", "allocation[0].arguments.name:")]
    [InlineData("""[]""", "the document:")]
    [InlineData("""{ "name": """, "it is not JSON")]
    public void Every_mistake_is_told_with_its_path_and_nothing_is_stored(string document, params string[] mistakes)
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => _world.Define(document));
        Assert.All(mistakes, m => Assert.Contains(error.Mistakes, told => told.StartsWith(m, StringComparison.Ordinal)));
        Assert.True(mistakes.Length == error.Mistakes.Count, string.Join('\n', error.Mistakes));
        Assert.Equal(["VlanService"], _world.System.Definitions.Find(new NamePattern(null)).Select(d => d.Name));
    }

    [Fact]
    public void A_changed_definition_is_a_new_version_and_instances_move_to_it_by_an_update()
    {
        const string First = """{ "name": "D", "attributes": { "name": "string", "x": { "type": "int", "modifier": "rw+", "optional": true } } }""";
        const string Second = """{ "name": "d", "attributes": { "name": "string", "y": { "type": "int", "modifier": "rw+", "default": 7 } } }""";
        var one = _world.Define(First);
        Assert.Equal(1, _world.Define(First).Version);
        var made = _world.New(one, """{"name": "s", "x": 1}""");
        var two = _world.Define(Second);
        Assert.Equal(("D", 2), (two.Name, two.Version));
        Assert.Equal((1, 1), (_world.Now(made).DefinitionVersion, _world.Now(made).At("x")));
        var moved = _world.Set(two, made, "{}");
        Assert.Equal((2, null, 7), (moved.DefinitionVersion, moved.At("x"), moved.At("y")));
        Assert.Equal([1, 2], _world.System.Definitions.Versions("D").Select(d => d.Version));
        Assert.Equal(1, _world.System.Services.Undo(two, made.Id).At("x"));
    }

    [Fact]
    public void A_definition_with_living_instances_cannot_be_unregistered()
    {
        var definition = _world.Define("""{ "name": "D", "attributes": { "name": "string" } }""");
        var made = _world.New(definition, """{"name": "s"}""");
        Assert.Equal(1, Assert.Throws<DefinitionInUseException>(() => _world.System.Definitions.Unregister("d")).Services);
        _world.System.Services.Remove(definition, made.Id);
        _world.System.Definitions.Unregister("d");
        Assert.Throws<DefinitionNotFoundException>(() => _world.System.Definitions.Get("D"));
        Assert.Throws<DefinitionNotFoundException>(() => _world.System.Definitions.Unregister("D"));
        Assert.NotEmpty(_world.System.Services.History(made.Id));
        Assert.Equal(2, _world.Define("""{ "name": "D", "attributes": { "name": "string" } }""").Version);
    }

    [Fact]
    public void The_vlan_service_is_a_document_like_any_other_that_keeps_all_the_rules()
    {
        var shipped = _world.System.Definitions.Get("vlanservice");
        Assert.Throws<InvalidDefinitionException>(() => _world.Define(shipped.Document));
        var copy = _world.Define(shipped.Document.Replace("\"VlanService\"", "\"Mine\""));
        _world.Pool("vlan", 100, 200);
        Assert.Equal((100, 101), _world.New(copy, """{"name": "a"}""") is var made ? (made.At("north_vlan_id"), made.At("south_vlan_id")) : default);
        Assert.Throws<InvalidDefinitionException>(() => _world.System.Definitions.Unregister("VlanService"));
    }
}

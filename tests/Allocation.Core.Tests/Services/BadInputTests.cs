using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

/// <summary>Each kind of bad input is one error that names the instance, the path and what was expected; nothing is stored or
/// taken.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("""{"name": "s", "count": 1, "nobody": 1}""", "nobody:", "count")]
    [InlineData("""{"name": "s", "count": "many"}""", "count:", "int")]
    [InlineData("""{"name": "s"}""", "count:", "int")]
    [InlineData("""{"name": "s", "count": null}""", "count:", "int")]
    [InlineData("""{"name": "s", "count": 1, "items": [{"id": 1}, {"id": 1}]}""", "items[id=1]:", "key")]
    [InlineData("""{"name": "s", "count": 1, "items": [{"n": null}]}""", "items#1.id:", "int")]
    [InlineData("""{"name": "s", "count": 1, "items[id=1].nowhere": 1}""", "items[id=1].nowhere", "nowhere")]
    [InlineData("""{"name": "s", "count": 1, "items[id=1": 1}""", "'items[id=1'", "selector")]
    public void Of_attributes(string attributes, string path, string expected)
    {
        var definition = Items();
        var before = Everything();
        var error = Assert.Throws<InvalidServiceException>(() => _world.New(definition, attributes));
        var mistake = Assert.Single(error.Mistakes);
        Assert.Contains("'s'", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, mistake, StringComparison.Ordinal);
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void A_value_outside_its_pool_says_for_which_attribute_of_which_service()
    {
        var definition = Items();
        var before = Everything();
        var error = Assert.Throws<ValueOutOfRangeException>(() => _world.New(definition, """{"name": "s", "count": 1, "items": [{"id": 1}, {"id": 2, "want": 500}]}"""));
        Assert.Equal(new AllocationPlace("s", "items[id=2].n"), error.Place);
        Assert.Equal(500, error.Value);
        Assert.Contains("items[id=2].n", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void So_does_a_pool_that_is_not_there()
    {
        var definition = _world.Define("""
            { "name": "Nowhere", "attributes": { "name": "string", "n": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "n", "allocator": "number", "arguments": { "pool": "nowhere" } } ] }
            """);
        var before = Everything();
        Assert.Equal(new AllocationPlace("s", "n"), Assert.Throws<PoolNotFoundException>(() => _world.New(definition, """{"name": "s"}""")).Place);
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("""{ "attribute": "n", "allocator": "nobody" }""", "allocation[0].allocator:")]
    [InlineData("""{ "attribute": "n", "allocator": "first-free", "arguments": { "from": 1, "to": 2 } }, { "attribute": "n", "allocator": "random", "arguments": { "from": 1, "to": 2 } }""", "allocation[1].attribute:")]
    [InlineData("""{ "attribute": "items[id=*].n", "allocator": "first-free", "arguments": { "from": 1, "to": 2 } }, { "forEach": "items", "identifiedBy": "id", "apply": [ { "attribute": "n", "allocator": "first-free", "arguments": { "from": 1, "to": 2 } } ] }""", "allocation[1].apply[0].attribute:")]
    [InlineData("""{ "attribute": "nowhere.n", "allocator": "first-free", "arguments": { "from": 1, "to": 2 } }""", "allocation[0].attribute:")]
    [InlineData("""{ "attribute": "n", "allocator": "value", "arguments": { "value": { "path": "m" } } }, { "attribute": "m", "allocator": "value", "arguments": { "value": { "path": "n" } } }""", "allocation: these wait for each other: n -> m -> n")]
    public void Of_a_definition(string allocation, string start)
    {
        var before = Everything();
        var mistakes = Assert.Throws<InvalidDefinitionException>(() => _world.Define($$"""
            { "name": "Bad", "attributes": { "name": "string", "n": { "type": "int", "modifier": "r" }, "m": { "type": "int", "modifier": "r" } },
              "embedded": { "items": { "keys": "id", "attributes": { "id": "int", "n": { "type": "int", "modifier": "r" } } } }, "allocation": [ {{allocation}} ] }
            """)).Mistakes;
        Assert.StartsWith(start, Assert.Single(mistakes), StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    private Core.Definitions.ServiceDefinition Items()
    {
        _world.Pool("p", 100, 110);
        return _world.Define("""
            { "name": "Items", "attributes": { "name": "string", "count": "int" },
              "embedded": { "items": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int", "want": { "type": "int", "optional": true }, "n": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "items[id=*].n", "allocator": "number", "arguments": { "pool": "p", "exactly": { "item": "want" } } } ] }
            """);
    }

    private (int Definitions, int Services, int Held, long Free) Everything() => (
        _world.System.Definitions.Find(new("*")).Count,
        _world.Store.Read(session => session.Services.Query(new ServiceQuery { Living = null }).Count()),
        _world.Held().Count,
        _world.System.Pools.Find(new("*")).Sum(p => p.Free));
}

using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

/// <summary>Who may set what, and when.</summary>
public sealed class ModifierTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    private const string Attributes = """
        "attributes": { "name": "string", "r": { "type": "int", "modifier": "r" }, "rw": { "type": "int", "default": 1 }, "plus": { "type": "int", "modifier": "rw+", "optional": true } },
        "embedded": {
          "fixed": { "modifier": "rw", "keys": "id", "attributes": { "id": "int", "rw": { "type": "int", "optional": true }, "plus": { "type": "int", "modifier": "rw+", "optional": true }, "r": { "type": "int", "modifier": "r" } } },
          "free": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int", "rw": { "type": "int", "optional": true }, "plus": { "type": "int", "modifier": "rw+", "optional": true }, "r": { "type": "int", "modifier": "r" } } },
          "one": { "modifier": "rw", "upper": 1, "attributes": { "rw": { "type": "int", "optional": true }, "plus": { "type": "int", "modifier": "rw+", "optional": true } } } }
        """;

    private const string Start = """{"name": "s", "rw": 5, "fixed": [{"id": 1, "rw": 1}], "free": [{"id": 1, "rw": 1}], "one": {"rw": 1}}""";

    [Theory]
    [InlineData("""{"plus": 1}""")]
    [InlineData("""{"plus": null}""")]
    [InlineData("""{"rw": 5, "name": "s", "r": null}""")]
    [InlineData("""{"rw": 5.0}""")]
    [InlineData("""{"fixed": [{"id": 1, "plus": 2}]}""")]
    [InlineData("""{"fixed": [{"id": 1, "rw": 1}]}""")]
    [InlineData("""{"free": [{"id": 1, "plus": 2}, {"id": 2, "rw": 3}]}""")]
    [InlineData("""{"free": []}""")]
    [InlineData("""{"free": null}""")]
    [InlineData("""{"one": {"plus": 3}}""")]
    public void Strict_modifiers_allow(string change)
    {
        var definition = Strict();
        var made = _world.New(definition, Start);
        Assert.Equal("up", _world.Set(definition, made, change).State);
    }

    [Theory]
    [InlineData("""{"r": 1}""", "r:")]
    [InlineData("""{"rw": 6}""", "rw:")]
    [InlineData("""{"name": "t"}""", "name:")]
    [InlineData("""{"rw": null}""", "rw:")]
    [InlineData("""{"fixed": [{"id": 1, "rw": 2}]}""", "fixed[id=1].rw:")]
    [InlineData("""{"fixed": [{"id": 1}, {"id": 2}]}""", "fixed[id=2]:")]
    [InlineData("""{"fixed": []}""", "fixed[id=1]:")]
    [InlineData("""{"fixed": [{"id": 1, "r": 3}]}""", "fixed[id=1].r:")]
    [InlineData("""{"free": [{"id": 1, "rw": 2}]}""", "free[id=1].rw:")]
    [InlineData("""{"free": [{"id": 2, "r": 2}]}""", "free[id=2].r:")]
    [InlineData("""{"one": null}""", "one:")]
    [InlineData("""{"one": {"rw": 2}}""", "one.rw:")]
    [InlineData("""{"nobody": 1}""", "nobody:")]
    [InlineData("""{"plus": "text"}""", "plus:")]
    [InlineData("""{"plus": 1.5}""", "plus:")]
    [InlineData("""{"free": [{"id": 2}, {"id": 2}]}""", "free[id=2]:")]
    [InlineData("""{"free": [{"rw": 2}]}""", "free#1.id:")]
    [InlineData("""{"free": {"id": 2}}""", "free:")]
    [InlineData("""{"free": [{"id": 2, "what": 1}]}""", "free[id=2].what:")]
    public void Strict_modifiers_refuse(string change, string mistake)
    {
        var definition = Strict();
        var made = _world.New(definition, Start);
        var error = Assert.Throws<InvalidServiceException>(() => _world.Set(definition, made, change));
        Assert.StartsWith(mistake, Assert.Single(error.Mistakes));
        Assert.Equal("s", error.Name);
        Assert.Equal(made, _world.Now(made));
    }

    [Theory]
    [InlineData("""{"free": [{"id": 1, "rw": 2}]}""", true)]
    [InlineData("""{"free": [{"id": 1, "r": 2}]}""", false)]
    [InlineData("""{"fixed": [{"id": 1, "plus": 2}]}""", false)]
    [InlineData("""{"one": {"plus": 2}}""", false)]
    [InlineData("""{"plus": 2}""", true)]
    [InlineData("""{"rw": 2}""", false)]
    public void Without_strict_modifiers_that_of_the_outermost_entity_holds_for_all_below(string change, bool allowed)
    {
        var definition = _world.Define($$"""{ "name": "Loose", "strictModifiers": false, {{Attributes}} }""");
        var made = _world.New(definition, Start);
        if (allowed) Assert.Equal("up", _world.Set(definition, made, change).State);
        else Assert.Throws<InvalidServiceException>(() => _world.Set(definition, made, change));
    }

    [Fact]
    public void All_mistakes_of_a_request_are_told_at_once_and_nothing_is_stored()
    {
        var definition = Strict();
        var error = Assert.Throws<InvalidServiceException>(() => _world.New(definition, """{"name": "s", "rw": "x", "r": 1, "nobody": 2, "fixed": [{"id": 1}, {"id": 1}], "one": {"what": 1}}"""));
        Assert.Equal(["nobody:", "rw:", "r:", "fixed[id=1]:", "one.what:"], error.Mistakes.Select(m => m[..(m.IndexOf(':') + 1)])
            .OrderBy(m => Array.IndexOf(["nobody:", "rw:", "r:", "fixed[id=1]:", "one.what:"], m)));
        Assert.Empty(_world.System.Services.Query(new ServiceQuery { Living = null }, new Core.Pools.NamePattern(null)));
        Assert.Contains("name:", Assert.Single(Assert.Throws<InvalidServiceException>(() => _world.New(definition, "{}")).Mistakes));
    }

    [Fact]
    public void Defaults_fill_what_is_not_given_and_null_is_not_absent()
    {
        var definition = Strict();
        Assert.Equal(1, _world.New(definition, """{"name": "a"}""").At("rw"));
        Assert.Throws<InvalidServiceException>(() => _world.New(definition, """{"name": "b", "rw": null}"""));
    }

    [Fact]
    public void An_object_that_is_sent_back_whole_is_no_mistake()
    {
        var definition = _world.Define("""
            { "name": "Echo", "attributes": { "name": "string", "plus": { "type": "int", "modifier": "rw+", "optional": true }, "n": { "type": "int", "modifier": "r" } },
              "embedded": { "items": { "keys": "id", "attributes": { "id": "int", "n": { "type": "int", "modifier": "r" } } } },
              "allocation": [ { "attribute": "n", "allocator": "first-free", "arguments": { "from": 1, "to": 9 } }, { "attribute": "items[id=*].n", "allocator": "first-free", "arguments": { "from": 1, "to": 9 } } ] }
            """);
        var made = _world.New(definition, """{"name": "s", "items": [{"id": 1}]}""");
        var echo = made.Active!.Copy();
        echo["plus"] = 7;
        var after = _world.System.Services.Update(definition, made.Id, new ServiceChange(echo)).Instance;
        Assert.Equal((7, 1, 1), (after.At("plus"), after.At("n"), after.At("items[id=1].n")));
    }

    private Core.Definitions.ServiceDefinition Strict() => _world.Define($$"""{ "name": "Strict", {{Attributes}} }""");
}

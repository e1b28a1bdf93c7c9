using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Allocating;

public sealed class CustomAllocatorTests : IDisposable
{
    private readonly ServiceWorld _world = new();

    public void Dispose() => _world.Dispose();

    private ServiceDefinition Items(string apply) => _world.Define($$"""
        { "name": "I", "attributes": { "name": "string", "note": { "type": "string", "modifier": "rw+", "optional": true } },
          "embedded": { "items": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int", "a": { "type": "int", "modifier": "r" }, "b": { "type": "int", "modifier": "r" } } } },
          "allocation": [ { "forEach": "items", "item": "item", "identifiedBy": "id", "apply": [ {{apply}} ] } ] }
        """);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Allocators_of_one_level_share_its_store_and_see_what_the_ones_before_have_set(bool external)
    {
        _world.Registry.Register("first",
            new ActionAllocator(c => c.SetValue("a", JsonValue.Create((long)(c.Store["twice"] = c.Get("id")!.GetValue<long>() * 2)!)),
            c => c.Get("a") is null, external));
        _world.Registry.Register("second",
            new ActionAllocator(c => c.SetValue("b", JsonValue.Create(c.GetInstance()["a"]!.GetValue<long>() + (long)c.Store["twice"]!)),
            c => c.Get("b") is null, external));
        var made = _world.New(Items("""{ "allocator": "first" }, { "allocator": "second" }"""), """{"name": "s", "items": [{"id": 1}, {"id": 5}]}""");
        Assert.Equal((2, 4, 10, 20),
            (made.At("items[id=1].a"), made.At("items[id=1].b"), made.At("items[id=5].a"), made.At("items[id=5].b")));
    }

    [Fact]
    public void What_was_set_is_written_down_before_the_next_allocator_runs()
    {
        ServiceInstance? seen = null;
        _world.Registry.Register("first", new FunctionAllocator(_ => JsonValue.Create(1)));
        _world.Registry.Register("second", new FunctionAllocator(c =>
        {
            seen = _world.Store.Read(s => s.Services.Find(c.ServiceId));
            return JsonValue.Create(2);
        }));
        var definition = Items("""{ "attribute": "a", "allocator": "first" }, { "attribute": "b", "allocator": "second" }""");
        _world.New(definition, """{"name": "s", "items": [{"id": 1}]}""");
        Assert.Equal(("start", 1), (seen!.State, seen.Candidate!.At("items[id=1].a")));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("throws")]
    [InlineData("wrong type")]
    [InlineData("nowhere")]
    [InlineData("not his")]
    public void Whatever_goes_wrong_in_it_fails_the_allocation(string how)
    {
        foreach (var external in new[] { true, false })
        {
            _world.Registry.Register("bad", new ActionAllocator(
                c =>
                {
                    if (how == "throws") throw new InvalidTimeZoneException("my own message");
                    if (how == "wrong type") c.SetAttribute(JsonValue.Create("text"));
                    if (how == "nowhere") c.SetValue("zzz", JsonValue.Create(1));
                    if (how == "not his") c.SetValue("id", JsonValue.Create(9));
                },
                touchesExternal: external));
            var definition = Items("""{ "attribute": "a", "allocator": "bad" }""");
            var failure = Assert.Throws<AllocationFailedException>(() => _world.New(definition, """{"name": "s", "items": [{"id": 1}]}"""));
            Assert.Equal("items[id=1].a", failure.Attribute);
            if (how == "throws") Assert.IsType<InvalidTimeZoneException>(failure.InnerException);
            Assert.Empty(_world.System.Services.Query(new ServiceQuery { Living = null }, new Core.Pools.NamePattern(null)));
        }
    }

    [Fact]
    public void One_that_always_wants_to_run_runs_once_a_validation()
    {
        var runs = 0;
        _world.Registry.Register("eager", new ActionAllocator(_ => runs++, _ => true));
        var definition = Items("""{ "allocator": "eager" }""");
        var made = _world.New(definition, """{"name": "s", "items": [{"id": 1}, {"id": 2}]}""");
        Assert.Equal(2, runs);
        _world.Set(definition, made, """{"note": "x"}""");
        Assert.Equal(4, runs);
    }

    [Fact]
    public void It_runs_only_while_the_instance_is_validated()
    {
        var runs = 0;
        _world.Registry.Register("counted", new ActionAllocator(_ => runs++, _ => true));
        var definition = Items("""{ "allocator": "counted" }""");
        var made = _world.New(definition, """{"name": "s", "items": [{"id": 1}]}""");
        made = _world.Set(definition, made, """{"note": "x"}""");
        runs = 0;
        _world.System.Services.Resume(definition, made.Id);
        _world.System.Services.Undo(definition, made.Id);
        _world.System.Services.Remove(definition, made.Id);
        Assert.Equal(0, runs);
    }

    [Fact]
    public void One_that_is_gone_from_the_process_fails_the_allocation()
    {
        _world.Registry.Register("soon-gone", new FunctionAllocator(_ => JsonValue.Create(1)));
        var definition = Items("""{ "attribute": "a", "allocator": "soon-gone" }""");
        _world.Registry.Unregister("soon-gone");
        Assert.Throws<AllocationFailedException>(() => _world.New(definition, """{"name": "s", "items": [{"id": 1}]}"""));
        Assert.Throws<InvalidDefinitionException>(() => _world.Registry.Register("Number", new FunctionAllocator(_ => null)));
    }

    [Fact]
    public void A_batch_with_the_outside_is_all_or_nothing_all_the_same()
    {
        _world.Pool("p", 0, 10);
        _world.Registry.Register("picky",
            new FunctionAllocator(c => c.ServiceName == "c" ? throw new InvalidDataException("not c") : JsonValue.Create(1)));
        var definition = _world.Define("""
            { "name": "B", "attributes": { "name": "string", "n": { "type": "int", "modifier": "r" }, "x": { "type": "int", "modifier": "r" } },
              "allocation": [ { "attribute": "n", "allocator": "number", "arguments": { "pool": "p" } }, { "attribute": "x", "allocator": "picky" } ] }
            """);
        var requests = new[] { "a", "b", "c" }.Select(n => ServiceRequest.Of(definition, new JsonObject { ["name"] = n })).ToList();
        Assert.Throws<AllocationFailedException>(() => _world.System.Services.CreateAll(requests));
        Assert.Empty(_world.Held());
        Assert.Empty(_world.System.Services.Query(new ServiceQuery(), new Core.Pools.NamePattern(null)));
        Assert.Equal(2, _world.System.Services.CreateAll(requests.Take(2).ToList()).Count);
    }
}

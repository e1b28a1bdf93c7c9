using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Tests.Services;

/// <summary>
/// Random lives of services with allocators that fail at random: whatever happens, no number is held twice, none is held by
/// nobody, none that a set has is free, and every instance rests where its lifecycle says.
/// </summary>
public sealed class RandomLifeTests
{
    private const int Size = 12;

    [Theory]
    [InlineData("simple", true)]
    [InlineData("simple", false)]
    [InlineData("simple_with_deallocation", true)]
    [InlineData("simple_with_deallocation", false)]
    public void Numbers_are_held_by_exactly_those_that_have_them(string lifecycle, bool failSafe)
    {
        for (var round = 0; round < 25; round++)
        {
            var seed = Random.Shared.Next();
            using var life = new Life(seed, lifecycle, failSafe);
            for (var step = 0; step < 60; step++)
            {
                var did = life.Step();
                if (life.Mistake() is { } mistake)
                    Assert.Fail($"seed {seed}, {lifecycle}, failSafe {failSafe}, step {step} ({did}): {mistake}");
            }
        }
    }

    private sealed class Life : IDisposable
    {
        private readonly Random _random;
        private readonly ServiceWorld _world;
        private readonly ServiceDefinition _definition;
        private readonly List<string> _ids = [];
        private int _names;

        public Life(int seed, string lifecycle, bool failSafe)
        {
            _random = new Random(seed);
            _world = new ServiceWorld(new Random(seed));
            foreach (var (name, external) in new[] { ("flaky-inside", false), ("flaky-outside", true) })
                _world.Registry.Register(name, new FunctionAllocator(_ => _random.Next(6) == 0
                    ? throw new InvalidDataException("injected")
                    : JsonValue.Create(1), external));
            _world.Pool("p", 0, Size);
            _definition = _world.Define($$"""
                { "name": "Life", "lifecycle": "{{lifecycle}}", "failSafe": {{(failSafe ? "true" : "false")}},
                  "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+", "optional": true }, "top": { "type": "int", "modifier": "r" }, "key": { "type": "string", "modifier": "r" } },
                  "embedded": { "items": { "modifier": "rw+", "keys": "id", "attributes": { "id": "int",
                    "n": { "type": "int", "modifier": "r" }, "m": { "type": "int", "modifier": "r" }, "a": { "type": "int", "modifier": "r" }, "b": { "type": "int", "modifier": "r" } } } },
                  "allocation": [
                    { "attribute": "top", "key": "key", "allocator": "random", "refreshOn": "tag", "arguments": { "from": 100, "to": 130 } },
                    { "forEach": "items", "identifiedBy": "id", "apply": [
                      { "attribute": "n", "allocator": "number", "arguments": { "pool": "p" } }, { "attribute": "a", "allocator": "flaky-inside" },
                      { "attribute": "m", "allocator": "first-free", "arguments": { "from": 0, "to": 25 } }, { "attribute": "b", "allocator": "flaky-outside" } ] } ] }
                """);
        }

        public void Dispose() => _world.Dispose();

        public string Step()
        {
            var services = _world.System.Services;
            var id = _ids.Count == 0 ? "" : _ids[_random.Next(_ids.Count)];
            var what = _ids.Count == 0 ? 0 : _random.Next(10);
            try
            {
                switch (what)
                {
                    case 0 or 1:
                        var outcome = services.Create(ServiceRequest.Of(_definition, ServiceWorld.Json($$"""{"name": "s{{_names++}}", "items": {{Items()}}}"""), _random.Next(2) == 0));
                        _ids.Add(outcome.Instance.Id);
                        break;
                    case 2 or 3 or 4:
                        var tag = _random.Next(3) == 0 ? $$""", "tag": "t{{_random.Next(3)}}" """ : "";
                        services.Update(_definition, id, new ServiceChange(ServiceWorld.Json($$"""{"items": {{Items()}}{{tag}}}""")) { KeepPartial = _random.Next(2) == 0, Confirm = _random.Next(4) == 0 });
                        break;
                    case 5 or 6:
                        services.Undo(_definition, id);
                        break;
                    case 7 or 8:
                        services.Resume(_definition, id);
                        break;
                    default:
                        services.Remove(_definition, id);
                        break;
                }
            }
            catch (AllocationException e) when (e is AllocationFailedException or IllegalTransitionException or ServiceNotFoundException)
            {
                return $"{what} {id}: {e.Message}";
            }

            return $"{what} {id}";
        }

        public string? Mistake()
        {
            var living = _world.Store.Read(s => s.Services.Query(new ServiceQuery { Living = null }).ToList());
            var held = _world.Held().Select(a => (a.LeaseId, Attribute: a.Attribute!, a.ResourceId)).ToHashSet();
            var had = living.SelectMany(Had).ToHashSet();
            if (held.Except(had).ToList() is [var orphan, ..]) return $"{orphan} is held by nobody";
            if (had.Except(held).ToList() is [var loose, ..]) return $"{loose} is in a set and not held";
            if (_world.Held().GroupBy(a => (a.Pool, a.ResourceId)).FirstOrDefault(g => g.Count() > 1) is { } twice)
                return $"{twice.Key} is held twice";
            var pool = _world.System.Pools.Find(new Core.Pools.NamePattern("p"))[0];
            if (pool.Free + pool.Held != Size) return $"{pool.Free} free and {pool.Held} held of {Size}";
            return living.Select(Misplaced).FirstOrDefault(m => m is not null);
        }

        private IEnumerable<(string, string, string)> Had(ServiceInstance instance) => !instance.Living ? [] :
            from set in new[] { instance.Candidate, instance.Active, instance.Rollback }.OfType<AttributeSet>()
            from path in new[] { "top", "items[id=*].n", "items[id=*].m" }
            from found in DictPath.ParseWild(path).GetAll(set.Copy())
            where found.Value is not null
            select (instance.Id, found.Path.ToString(), found.Value.ToJsonString());

        private string? Misplaced(ServiceInstance instance)
        {
            if (_definition.Lifecycle.Next(instance.State) is not null) return $"{instance.Name} does not rest in {instance.State}";
            var fits = instance.State switch
            {
                "up" => instance is { Active: not null, Candidate: null },
                "rejected" => instance is { Active: null, Candidate: not null, Rollback: null },
                "update_rejected" => instance is { Active: not null, Candidate: not null },
                "terminated" => !instance.Living,
                _ => false,
            };
            return fits ? null : $"{instance.Name} is {instance.State} with other sets than belong there";
        }

        private string Items() => $"[{string.Join(',', Enumerable.Range(0, 6).Where(_ => _random.Next(3) == 0).Select(i => $$"""{"id": {{i}}}"""))}]";
    }
}

using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Tests.Services;

/// <summary>
/// Random lifecycles: whatever registration accepts can be lived through in any order, with allocators that fail at random, and
/// only ever refuses with an error of ours; and no number is held by nobody or free while a set has it.
/// </summary>
public sealed class RandomLifecycleTests
{
    private static readonly string[] s_operations = ["promote", "rollback", "clear candidate", "clear active", "clear rollback"];
    private static readonly string[] s_sets = ["candidate", "active", "rollback"];
    private static readonly string[] s_triggers = ["auto", "resources", "update", "delete", "undo", "confirm"];

    [Fact]
    public void No_registered_lifecycle_meets_a_set_that_is_not_there()
    {
        var accepted = 0;
        var first = Random.Shared.Next();
        for (var seed = first; accepted < 150 && seed < first + 60_000; seed++)
        {
            using var life = new Life(seed);
            if (!life.Register()) continue;
            accepted++;
            for (var step = 0; step < 40; step++)
            {
                if (life.Step() is { } mistake) Assert.Fail($"seed {seed}, step {step}: {mistake}\n{life.Document}");
            }
        }

        Assert.True(accepted >= 150, $"from seed {first} on only {accepted} lifecycles were accepted");
    }

    private sealed class Life : IDisposable
    {
        private readonly Random _random;
        private readonly ServiceWorld _world;
        private readonly List<string> _ids = [];
        private ServiceDefinition? _definition;
        private int _names;

        public Life(int seed)
        {
            _random = new Random(seed);
            _world = new ServiceWorld(new Random(seed));
            foreach (var (name, external) in new[] { ("flaky-inside", false), ("flaky-outside", true) })
                _world.Registry.Register(name, new ActionAllocator(_ => Flake(), _ => true, external));
            Document = $$"""
                { "name": "L", "lifecycle": {{Lifecycle()}}, "failSafe": {{(_random.Next(2) == 0 ? "true" : "false")}},
                  "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+", "optional": true }, "n": { "type": "int", "modifier": "r" } },
                  "allocation": [ { "attribute": "n", "allocator": "first-free", "refreshOn": "tag", "arguments": { "from": 0, "to": 9 } }, { "allocator": "flaky-inside" }, { "allocator": "flaky-outside" } ] }
                """;
        }

        public string Document { get; }

        public void Dispose() => _world.Dispose();

        public bool Register()
        {
            try
            {
                _definition = _world.Define(Document);
                return true;
            }
            catch (InvalidDefinitionException)
            {
                return false;
            }
        }

        public string? Step()
        {
            var services = _world.System.Services;
            var id = _ids.Count == 0 ? "" : _ids[_random.Next(_ids.Count)];
            var what = _ids.Count == 0 ? 0 : _random.Next(7);
            try
            {
                switch (what)
                {
                    case 0:
                        _ids.Add(services.Create(ServiceRequest.Of(_definition!, ServiceWorld.Json($$"""{"name": "s{{_names++}}"}"""), _random.Next(2) == 0)).Instance.Id);
                        break;
                    case 1 or 2:
                        services.Update(_definition!, id, new ServiceChange(ServiceWorld.Json($$"""{"tag": "t{{_random.Next(3)}}"}""")) { KeepPartial = _random.Next(2) == 0, Confirm = _random.Next(3) == 0 });
                        break;
                    case 3:
                        services.Undo(_definition!, id);
                        break;
                    case 4:
                        services.Resume(_definition!, id);
                        break;
                    case 5:
                        services.Confirm(_definition!, id);
                        break;
                    default:
                        services.Remove(_definition!, id);
                        break;
                }
            }
            catch (AllocationException e) when (e is AllocationFailedException or IllegalTransitionException or ServiceNotFoundException
                or VersionConflictException)
            {
                return Mistake();
            }
            catch (Exception e)
            {
                return $"{what}: {e}";
            }

            return Mistake();
        }

        private string? Mistake()
        {
            var held = _world.Held().Select(a => (a.LeaseId, a.ResourceId)).ToHashSet();
            var had = _world.Store.Read(s => s.Services.Query(new ServiceQuery()).ToList())
                .SelectMany(i => new[] { i.Candidate, i.Active, i.Rollback }.OfType<AttributeSet>().Where(s => s.Has("n"))
                    .Select(s => (i.Id, s.Text("n")!)))
                .ToHashSet();
            return held.SetEquals(had) ? null : $"held {string.Join(", ", held)}, in sets {string.Join(", ", had)}";
        }

        private void Flake()
        {
            if (_random.Next(5) == 0) throw new InvalidDataException("injected");
        }

        // A backbone that registration may accept, with random edges, sets and operations around it.
        private string Lifecycle()
        {
            var names = Enumerable.Range(0, 4 + _random.Next(4)).Select(i => $"s{i}").ToList();
            var states = names.Select((name, i) => $$"""{ "name": "{{name}}"{{(_random.Next(3) == 0 ? $", \"validateSelf\": \"{s_sets[_random.Next(3)]}\"" : "")}}{{(i == names.Count - 1 ? ", \"deleted\": true" : "")}}{{(_random.Next(12) == 0 ? ", \"releases\": true" : "")}} }""");
            var transfers = Enumerable.Range(0, names.Count + _random.Next(8)).Select(_ => Transfer(names));
            return $$"""{ "initial": "s0", "states": [ {{string.Join(", ", states)}} ], "transfers": [ {{string.Join(", ", transfers)}} ] }""";
        }

        private string Transfer(List<string> names)
        {
            var trigger = s_triggers[_random.Next(s_triggers.Length)];
            var text = $"\"source\": \"{names[_random.Next(names.Count - 1)]}\", \"target\": \"{names[_random.Next(names.Count)]}\", " +
                $"\"trigger\": \"{trigger}\"";
            if (trigger == "auto" && _random.Next(2) == 0)
                text += $", \"validate\": true, \"error\": \"{names[_random.Next(names.Count)]}\"";
            if (_random.Next(3) == 0) text += $", \"operation\": \"{s_operations[_random.Next(s_operations.Length)]}\"";
            if (_random.Next(8) == 0) text += $", \"errorOperation\": \"{s_operations[_random.Next(s_operations.Length)]}\"";
            return $"{{ {text} }}";
        }
    }
}

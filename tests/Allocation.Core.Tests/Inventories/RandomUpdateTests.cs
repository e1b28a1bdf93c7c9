using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>
/// Random sequences of updates, undos, confirmations and repairs, with an inventory and a store that fail at random points: after
/// a repair the inventory, the ledger and the sets of the services have the same numbers.
/// </summary>
public sealed class RandomUpdateTests
{
    [Theory]
    [InlineData(InventoryKind.Tagged)]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    public void After_a_repair_inventory_ledger_and_services_agree_number_by_number(InventoryKind kind)
    {
        for (var round = 0; round < 20; round++)
        {
            var seed = Random.Shared.Next();
            using var life = new Life(seed, kind);
            for (var step = 0; step < 30; step++) life.Step();
            if (life.MistakeAfterRepair() is { } mistake) Assert.Fail($"seed {seed}, {kind}: {mistake}\n{life.Log}");
            if (life.MistakeAfterRemoval() is { } left) Assert.Fail($"seed {seed}, {kind}, removed: {left}\n{life.Log}");
        }
    }

    private sealed class Life : IDisposable
    {
        private const string Pool = "inventory:ipam";

        private readonly Random _random;
        private readonly MemoryStore _memory = new(StoreUri.Default);
        private readonly FailingStore _store;
        private readonly ManualClock _clock = new();
        private readonly AllocationSystem _system;
        private readonly ServiceDefinition _definition;
        private readonly Dictionary<long, (InventoryEntry Entry, InventoryTag Owner)> _taken = [];
        private bool _isFlaky = true;
        private int _names;
        private long _next = 100;

        public Life(int seed, InventoryKind kind)
        {
            _random = new Random(seed);
            _store = new FailingStore(_memory);
            var registry = new AllocatorRegistry();
            registry.Register("own",
                new FunctionAllocator(_ => Flake() ? throw new InvalidDataException("injected") : JsonValue.Create(_random.Next(9))));
            _system = new AllocationSystem(_store, _clock, random: _random, allocators: registry, scripts: new SessionInventories());
            _system.Pools.Create("own", new PoolChange { From = 0, To = 500 });
            _system.Inventories.Register(new ScriptInventory("ipam", kind, claim => Allocate(claim, kind), holding => Free(holding, kind))
            {
                Finder = kind == InventoryKind.Tagged ? tag => _taken.Values.FirstOrDefault(t => t.Owner.Means(tag)).Entry : null,
                Lister = () => [.. _taken.Values.Select(t => t.Entry)],
            });
            _definition = _system.Definitions.Register($$"""
                { "name": "Net", "lifecycle": "simple_with_deallocation", "failSafe": {{(seed % 2 == 0 ? "true" : "false")}},
                  "attributes": { "name": "string", "tag": { "type": "string", "modifier": "rw+", "optional": true }, "a": { "type": "int", "modifier": "r" }, "x": { "type": "int", "modifier": "r" }, "b": { "type": "int", "modifier": "r" }, "p": { "type": "int", "modifier": "r" } },
                  "allocation": [ { "attribute": "a", "allocator": "number", "refreshOn": "tag", "arguments": { "pool": "{{Pool}}" } }, { "attribute": "x", "allocator": "own", "refreshOn": "tag" },
                    { "attribute": "b", "allocator": "number", "arguments": { "pool": "{{Pool}}" } }, { "attribute": "p", "allocator": "number", "refreshOn": "tag", "arguments": { "pool": "own" } } ] }
                """);
        }

        public string Log { get; private set; } = "";

        public void Dispose()
        {
            _system.Dispose();
            _memory.Dispose();
        }

        public void Step()
        {
            _clock.Time += TimeSpan.FromSeconds(_random.Next(30));
            var living = Living();
            var one = living.Count == 0 ? null : living[_random.Next(living.Count)];
            var what = one is null ? 0 : _random.Next(11);
            try
            {
                switch (what)
                {
                    case 0 or 1:
                        _system.Services.Create(ServiceRequest.Of(_definition, new JsonObject { ["name"] = $"s{_names++}" },
                            keepPartial: _random.Next(2) == 0));
                        break;
                    case 2 or 3 or 4 or 5:
                        _system.Services.Update(_definition, one!.Id, new ServiceChange(new() { ["tag"] = $"t{_random.Next(5)}" })
                        {
                            KeepPartial = _random.Next(3) == 0,
                            Confirm = _random.Next(3) == 0,
                        });
                        break;
                    case 6 or 7:
                        _system.Services.Undo(_definition, one!.Id);
                        break;
                    case 8:
                        _system.Services.Resume(_definition, one!.Id);
                        break;
                    case 9:
                        _system.Services.Remove(_definition, one!.Id);
                        break;
                    default:
                        _system.Repairs.Settle();
                        break;
                }

                Log += $"{what} {one?.Name}\n";
            }
            catch (AllocationException e)
            {
                Log += $"{what} {one?.Name}: {e.Message}\n";
            }
            finally
            {
                _store.IsOut = false;
            }
        }

        public string? MistakeAfterRepair()
        {
            _isFlaky = false;
            Repair();
            if (Living().FirstOrDefault(i => i.State is not ("up" or "rejected" or "update_rejected")) is { } stuck)
                return $"'{stuck.Name}' is '{stuck.State}'";
            if (_system.Leaks.Find().FirstOrDefault() is { } leak) return $"a leak stayed: {leak}";
            return Disagreement();
        }

        public string? MistakeAfterRemoval()
        {
            foreach (var service in Living()) _system.Services.Remove(_definition, service.Id);
            return Living().Count > 0 || _taken.Count > 0 ? $"{string.Join(", ", _taken.Keys)} stayed taken" : Disagreement();
        }

        // What is certain is settled; a person, who knows what was taken for whom, decides the rest.
        private void Repair()
        {
            for (var pass = 0; pass < 4; pass++)
            {
                _clock.Time += TimeSpan.FromHours(2);
                _system.Repairs.Settle();
                // Each repair changes what comes into question for the others, so a person looks again after each.
                var open = new HashSet<string>();
                while (_system.Leaks.Find().FirstOrDefault(l => IsTrue(l) && !open.Contains(l.Id)) is { } leak)
                {
                    open.Add(leak.Id);
                    Log += $"repair {leak.Kind} {leak.Value} '{leak.LeaseName}': {_system.Repairs.Mend(leak, isChosen: true).Action}\n";
                }

                foreach (var call in _system.Leaks.Find().Where(l => l.Kind == LeakKind.Suspect).GroupBy(l => l.IntentId)
                    .Where(candidates => !candidates.Any(IsTrue)).ToList())
                    Log += $"dismiss '{call.First().LeaseName}': {_system.Repairs.Dismiss(call.First()).Action}\n";
            }
        }

        // The person knows which call took a number: two lost calls for one attribute can have the same candidates.
        private bool IsTrue(AllocationLeak leak) =>
            leak.Kind is not (LeakKind.Suspect or LeakKind.UnknownToLedger)
            || (leak.Value is { } number && _taken.TryGetValue(number, out var taken)
                && (leak.IntentId is { } call
                    ? taken.Owner.Key == call
                    : taken.Owner.Owner == leak.LeaseId && taken.Owner.Attribute == leak.Attribute));

        private string? Disagreement()
        {
            var held = _system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).ToList();
            var external = held.Where(a => a.Pool == Pool).Select(a => a.Value!.Value).Order().ToList();
            if (!external.SequenceEqual(_taken.Keys.Order()))
                return $"the ledger holds {string.Join(", ", external)}, the inventory {string.Join(", ", _taken.Keys.Order())}";
            var had = Living().SelectMany(i => new[] { i.Candidate, i.Active, i.Rollback }.OfType<AttributeSet>()
                .SelectMany(s => new[] { "a", "b", "p" }.Where(s.Has).Select(n => $"{i.Id} {n} {s.Number(n)}"))).ToHashSet();
            var lines = held.Select(a => $"{a.LeaseId} {a.Attribute} {a.ResourceId}").ToHashSet();
            if (!had.SetEquals(lines))
                return $"in sets but not held: {string.Join(", ", had.Except(lines))}; held but in no set: " +
                    $"{string.Join(", ", lines.Except(had))}";
            return _memory.Read(session => session.Intents.All()) is [var intent, ..] ? $"an intent stayed: {intent}" : null;
        }

        private List<ServiceInstance> Living() => [.. _system.Services.Query(new ServiceQuery(), new NamePattern("*"))];

        // Any call may also be the moment in which the store goes out of reach, as when the process ends there.
        private bool Flake()
        {
            if (!_isFlaky) return false;
            if (_random.Next(12) == 0) _store.IsOut = true;
            return _random.Next(8) == 0;
        }

        private InventoryEntry Allocate(InventoryClaim claim, InventoryKind kind)
        {
            if (Flake()) throw new InventoryFailedException(Pool, "allocate", "it refuses");
            var number = claim.Exactly ?? _next++;
            if (_taken.ContainsKey(number)) throw new ValueTakenException(Pool, number, "it is taken");
            var entry = new InventoryEntry(number, kind == InventoryKind.ById ? Guid.NewGuid().ToString("N") : null,
                kind == InventoryKind.Tagged ? claim.Tag : null);
            _taken.Add(number, (entry, claim.Tag));
            return Flake() ? throw new InvalidOperationException("no answer, though it is taken") : entry;
        }

        private bool Free(InventoryEntry holding, InventoryKind kind)
        {
            if (Flake()) throw new InvalidOperationException("it is down");
            var found = kind switch
            {
                InventoryKind.ById => _taken.Values.FirstOrDefault(t => t.Entry.Id == holding.Id).Entry,
                InventoryKind.Tagged => _taken.Values.FirstOrDefault(t => t.Owner.Means(holding.Tag!)).Entry,
                _ => _taken.GetValueOrDefault(holding.Number).Entry,
            };
            var freed = found is not null && _taken.Remove(found.Number);
            return Flake() ? throw new InvalidOperationException("no answer, though it is free") : freed;
        }
    }

    private sealed class FailingStore(IAllocationStore inner) : IAllocationStore
    {
        public bool IsOut { get; set; }

        public StoreUri Uri => inner.Uri;

        public int Schema => inner.Schema;

        public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => Reach().Run(work, cancellation);

        public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => Reach().Read(query, cancellation);

        public void Dispose()
        {
        }

        private IAllocationStore Reach() => IsOut ? throw new StoreUnavailableException(Uri.ToString(), "injected") : inner;
    }
}

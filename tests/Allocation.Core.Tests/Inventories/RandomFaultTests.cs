using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Inventories;

/// <summary>
/// Random lives of services beside an inventory that refuses, loses answers and is down at random. After each step every number
/// that it has as taken is in the ledger or an intent points to it, and what the ledger holds is taken; at the end nothing is left.
/// </summary>
public sealed class RandomFaultTests
{
    [Theory]
    [InlineData(InventoryKind.Tagged)]
    [InlineData(InventoryKind.ByValue)]
    [InlineData(InventoryKind.ById)]
    public void Whatever_fails_no_number_is_lost(InventoryKind kind)
    {
        for (var round = 0; round < 25; round++)
        {
            var seed = Random.Shared.Next();
            using var life = new Life(seed, kind);
            for (var step = 0; step < 50; step++)
            {
                var did = life.Step();
                if (life.Mistake() is { } mistake) Assert.Fail($"seed {seed}, {kind}, step {step} ({did}): {mistake}\n{life.Log}");
            }

            if (life.MistakeAtTheEnd() is { } left) Assert.Fail($"seed {seed}, {kind}: {left}\n{life.Log}");
        }
    }

    private sealed class Life : IDisposable
    {
        private const string Pool = "inventory:flaky";

        private readonly Random _random;
        private readonly ManualClock _clock = new();
        private readonly MemoryStore _store = new(StoreUri.Default);
        private readonly SessionInventories _scripts = new();
        private readonly Dictionary<long, InventoryEntry> _taken = [];
        private AllocationSystem _system;
        private bool _isFlaky = true;
        private int _names;

        public Life(int seed, InventoryKind kind)
        {
            _random = new Random(seed);
            _system = Open();
            _system.Pools.Create("own", new PoolChange { From = 0, To = 6 });
            _system.Inventories.Register(new ScriptInventory("flaky", kind, claim => Allocate(claim, kind), entry => Free(entry, kind))
            {
                Lister = () => Chance(10) ? throw new InvalidOperationException("list is down") : [.. _taken.Values],
                Finder = kind == InventoryKind.Tagged ? tag =>
                    Chance(10)
                    ? throw new InvalidOperationException("find is down")
                    : _taken.Values.FirstOrDefault(e => e.Tag!.Means(tag)) : null,
            });
        }

        public void Dispose() => _system.Dispose();

        public string Step()
        {
            var did = Do();
            var intents = _store.Read(s => s.Intents.All())
                .Select(i => $"{i.Id[^4..]} {i.LeaseName} {i.Purpose} {i.State} {i.Number} {i.Note}");
            Log += $"{did}\n    intents {string.Join("; ", intents)}\n";
            return did;
        }

        /// <summary>What was done, what the inventory was asked, and the intents after each step.</summary>
        public string Log { get; private set; } = "";

        private string Do()
        {
            _clock.Time += TimeSpan.FromSeconds(_random.Next(30));
            var living = _system.VlanServices.Find(new NamePattern("*")).ToList();
            var one = living.Count == 0 ? null : living[_random.Next(living.Count)];
            var what = one is null ? 0 : _random.Next(12);
            try
            {
                switch (what)
                {
                    case 0 or 1 or 2 or 3:
                        var sides = _random.Next(3);
                        _system.VlanServices.Create(new VlanServiceRequest($"s{_names++}")
                        {
                            NorthPool = sides < 2 ? Pool : "own",
                            SouthPool = sides > 0 ? Pool : "own",
                            KeepPartial = Chance(50),
                        });
                        break;
                    case 4 or 5 or 6:
                        _system.VlanServices.Remove(one!.Id);
                        break;
                    case 7 or 8:
                        _system.VlanServices.Resume(one!.Id);
                        break;
                    case 9:
                        _system.Repairs.Settle();
                        break;
                    case 10:
                        Decide(l => l.Kind is not LeakKind.UnknownToInventory);
                        break;
                    default:
                        _system = Open();
                        break;
                }
            }
            catch (AllocationException e)
            {
                return $"{what} {one?.Name}: {e.Message}";
            }

            return $"{what} {one?.Name}";
        }

        public string? Mistake()
        {
            var held = _system.Ledger.Query(new AllocationQuery { Pool = Pool, State = AllocationState.Active }).ToList();
            var intents = _store.Read(session => session.Intents.All());
            var lost = _taken.Keys.Except(held.Select(a => a.Value!.Value))
                .Where(n => !intents.Any(i => i.Number is null || i.Number == n)).ToList();
            if (lost is [var number, ..]) return $"{number} is taken, and nobody knows";
            var loose = held.Where(a => !_taken.ContainsKey(a.Value!.Value) && !intents.Any(i => i.ReservationId == a.ReservationId))
                .ToList();
            if (loose is [var row, ..]) return $"'{row.LeaseName}' holds {row.Value}, which is free outside";
            var had = _system.Services.Query(new ServiceQuery { Living = true }, new NamePattern("*"))
                .SelectMany(i => new[] { "north_vlan_id", "south_vlan_id" }.Select(a => (i.Id, a, i.Attributes.Number(a)))).ToHashSet();
            return held.Find(a => !had.Contains((a.LeaseId, a.Attribute!, a.Value))) is { } orphan
                ? $"{orphan.Value} is held for '{orphan.LeaseName}', which does not have it"
                : null;
        }

        // The inventory works again: what is certain is settled, a person decides the rest, and all services go.
        public string? MistakeAtTheEnd()
        {
            _isFlaky = false;
            _system = Open();
            for (var pass = 0; pass < 3; pass++)
            {
                _clock.Time += TimeSpan.FromHours(2);
                _system.Repairs.Settle();
                Decide(_ => true);
            }

            foreach (var service in _system.VlanServices.Find(new NamePattern("*")).ToList()) _system.VlanServices.Remove(service.Id);
            if (_taken.Count > 0) return $"{string.Join(", ", _taken.Keys)} stayed taken";
            if (_system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).FirstOrDefault() is { } held)
                return $"{held.ResourceId} stayed held by '{held.LeaseName}'";
            return _store.Read(session => session.Intents.All()) is [var intent, ..] ? $"an intent stayed: {intent}" : null;
        }

        // All numbers are ours, and a person looks again after each: the call with the fewest candidates comes first, because the others
        // have more to choose from. As long as lists fail, nobody chooses of several.
        private void Decide(Func<AllocationLeak, bool> which)
        {
            var done = new HashSet<string>();
            while (_system.Leaks.Find().Where(l => which(l) && (l.Candidates <= 1 || !_isFlaky) && !done.Contains(l.Id))
                .OrderBy(l => l.Candidates == 0).ThenBy(l => l.Candidates).FirstOrDefault() is { } leak)
            {
                done.Add(leak.Id);
                if (leak.Kind == LeakKind.Suspect && leak.Value is null && !_isFlaky) _system.Repairs.Dismiss(leak);
                else _system.Repairs.Mend(leak, isChosen: true);
            }
        }

        private AllocationSystem Open() =>
            new(new RetryingStore(_store, TimeSpan.FromMilliseconds(1_000)), _clock, random: _random, scripts: _scripts);

        private bool Chance(int percent) => _isFlaky && _random.Next(100) < percent;

        private InventoryEntry Allocate(InventoryClaim claim, InventoryKind kind)
        {
            if (Chance(10)) throw new InventoryFailedException(Pool, "allocate", "refused");
            if (Chance(5)) throw new InvalidOperationException("no answer, and nothing done");
            Log += $"  alloc for {claim.OwnerName} {claim.Tag.Attribute} {claim.Tag.Key![^4..]}\n";
            var number = claim.Exactly ?? Enumerable.Range(100, 50).Select(n => (long)n).First(n => !_taken.ContainsKey(n));
            if (claim.Exactly is not null && _taken.ContainsKey(number)) throw new ValueTakenException(Pool, number, "it is taken");
            var entry = new InventoryEntry(number, kind == InventoryKind.ById ? Guid.NewGuid().ToString("N") : null,
                kind == InventoryKind.Tagged ? claim.Tag : null);
            _taken.Add(number, entry);
            Log += $"   -> {number}\n";
            return Chance(15) ? throw new InvalidOperationException("no answer, though it is taken") : entry;
        }

        private bool Free(InventoryEntry holding, InventoryKind kind)
        {
            Log += $"  free {holding.Number} {holding.Tag?.Key?[^4..]}\n";
            if (Chance(10)) throw new InvalidOperationException("down");
            var found = kind switch
            {
                InventoryKind.ById => _taken.Values.FirstOrDefault(e => e.Id == holding.Id),
                InventoryKind.Tagged => _taken.Values.FirstOrDefault(e => e.Tag!.Means(holding.Tag!)),
                _ => _taken.GetValueOrDefault(holding.Number),
            };
            var freed = found is not null && _taken.Remove(found.Number);
            return Chance(10) ? throw new InvalidOperationException("no answer, though it is free") : freed;
        }
    }
}

using System.Globalization;
using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Pools;

/// <summary>Does random things to a real pool and to its model, and compares the two after each.</summary>
public sealed class NumberPoolScript : IDisposable
{
    private const string Name = "p";

    private readonly ManualClock _clock = new();
    private readonly Random _dice;
    private readonly MemoryStore _store = new(StoreUri.Default);
    private readonly PoolCatalog _pools;
    private readonly NumberAllocator _numbers;
    private readonly NumberPoolModel _model;
    private readonly Dictionary<long, AllocationRecord> _held = [];

    public NumberPoolScript(int seed)
    {
        _dice = new Random(seed);
        var ids = new TimeOrderedIds(_clock);
        _pools = new PoolCatalog(_store, _clock);
        _numbers = new NumberAllocator(_clock, ids, new Random(seed + 1));
        var range = SomeRange();
        _model = new NumberPoolModel(range);
        _pools.Create(Name, new PoolChange { From = range.From, To = range.To });
        Compare();
    }

    /// <summary>One random thing; what it was.</summary>
    public string Step()
    {
        _clock.Time += TimeSpan.FromSeconds(_dice.Next(0, 3));
        var done = _dice.Next(100) switch
        {
            < 35 => TakeNext(),
            < 40 => TakeRow(_dice.Next(2, 8)),
            < 55 => TakeExact(_dice.NextInt64(0, 70)),
            < 85 => Release(),
            < 90 => Change(new PoolChange { Excluded = SomeExclusions(_model.Range), AllowHeld = true }),
            < 94 => Resize(SomeRange()),
            < 97 => Change(new PoolChange { Strategy = (PoolStrategy)_dice.Next(3) }),
            _ => Change(new PoolChange { ReuseDelay = TimeSpan.FromSeconds(_dice.Next(0, 2) * _dice.Next(1, 20)) }),
        };
        Compare();
        return done;
    }

    public void Dispose() => _store.Dispose();

    private string TakeNext()
    {
        var possible = _model.Next(_clock.Time);
        try
        {
            var number = Take(null);
            Assert.Contains(number, possible);
            return $"take next: {number}";
        }
        catch (PoolExhaustedException)
        {
            Assert.Empty(possible);
            return "take next: exhausted";
        }
    }

    private string TakeRow(int count)
    {
        var ready = _model.Ready(_clock.Time).Keys.ToHashSet();
        var rows = ready.Where(first => Enumerable.Range(0, count).All(i => ready.Contains(first + i))).ToList();
        try
        {
            var taken = _store.Run(session =>
                _numbers.TakeSeveral(session, Name, count, inARow: true, new Lease("l", "l", LeaseKind.Direct), CancellationToken.None));
            var first = taken[0].Value!.Value;
            Assert.Equal(Enumerable.Range(0, count).Select(i => first + i), taken.Select(line => line.Value!.Value));
            if (_model.Strategy == PoolStrategy.Random) Assert.Contains(first, rows);
            else Assert.Equal(rows.Min(), first);
            foreach (var line in taken)
            {
                _held.Add(line.Value!.Value, line);
                _model.Take(line.Value.Value, _clock.Time);
            }

            return $"take row of {count}: {first}";
        }
        catch (PoolExhaustedException)
        {
            Assert.Empty(rows);
            return $"take row of {count}: none";
        }
    }

    private string TakeExact(long number)
    {
        var possible = _model.CanTake(number, _clock.Time);
        try
        {
            Assert.Equal(number, Take(number));
            Assert.True(possible);
        }
        catch (ValueTakenException)
        {
            Assert.True(_model.Held.Contains(number) || _model.Cooling.ContainsKey(number));
        }
        catch (ValueOutOfRangeException)
        {
            Assert.False(_model.Gives(number));
        }

        return $"take {number}: {possible}";
    }

    private string Release()
    {
        if (_held.Count == 0) return "release: nothing held";
        var record = _held.Values.ElementAt(_dice.Next(_held.Count));
        _held.Remove(record.Value!.Value);
        _store.Run(session =>
        {
            _numbers.Release(session, record);
            return 0;
        });
        _model.Release(record.Value.Value, _clock.Time);
        return $"release {record.ResourceId}";
    }

    private string Resize(NumberRange range)
    {
        var change = new PoolChange { From = range.From, To = range.To };
        if (_model.CutOffBy(range) is not { } inTheWay) return Change(change);
        var error = Assert.Throws<PoolInUseException>(() => _pools.Change(Name, change));
        Assert.Equal(inTheWay.ToString(CultureInfo.InvariantCulture), error.ResourceId);
        return $"resize {range}: refused";
    }

    private string Change(PoolChange change)
    {
        _pools.Change(Name, change);
        _model.Change(
            new NumberRange(change.From ?? _model.Range.From, change.To ?? _model.Range.To),
            change.Excluded is null ? null : Numbers(change.Excluded).ToHashSet(),
            change.Strategy ?? _model.Strategy,
            change.ReuseDelay ?? _model.Delay);
        return change.ToString();
    }

    private long Take(long? exactly)
    {
        var record = _store.Run(session => _numbers.Take(session, Name, exactly, new Lease("l", "l", LeaseKind.Service), "a"));
        _held.Add(record.Value!.Value, record);
        _model.Take(record.Value.Value, _clock.Time);
        return record.Value.Value;
    }

    private void Compare()
    {
        var pool = _pools.Find(new NamePattern(Name))[0];
        var (free, cooling) = _store.Read(session => (session.FreeRanges.All(Name).ToList(), session.Cooling.All(Name)));
        Assert.Equal(_model.Size, pool.Size);
        Assert.Equal(_model.Held.Count, pool.Held);
        Assert.Equal(pool.Size, pool.Free + pool.Cooling + _model.Held.Count(_model.Gives));
        Assert.Equal(_model.Cooling.Values.Count(c => c.ReadyAt > _clock.Time), pool.Cooling);
        Assert.Equal(_model.Cooling.Values, cooling);
        CompareForesight(pool);
        Assert.Equal(_model.Free, free.SelectMany(f => Numbers([f.Range]).Select(n => KeyValuePair.Create(n, f.FreedAt))));
        Assert.All(free, f => Assert.False(f.Range.IsEmpty));
        foreach (var (one, next) in free.Zip(free.Skip(1)))
            Assert.True(one.Range.To < next.Range.From || (one.Range.To == next.Range.From && one.FreedAt != next.FreedAt),
                $"{one} {next}");
    }

    // What is foreseen is free, in the order in which it comes.
    private void CompareForesight(AllocationPool pool)
    {
        var foreseen = _pools.Foresee(new NamePattern(Name), 3)[0];
        var ready = _model.Ready(_clock.Time);
        var order = _model.Strategy switch
        {
            PoolStrategy.Lowest => ready.Keys.Order(),
            PoolStrategy.LeastRecentlyUsed => ready.OrderBy(f => (f.Value ?? DateTimeOffset.MinValue, f.Key)).Select(f => f.Key),
            PoolStrategy.Random => Enumerable.Empty<long>(),
        };
        Assert.Equal(order.Take(3), foreseen.Next);
        Assert.Equal(ready.Keys.Order(), Numbers(foreseen.FreeRanges));
        Assert.Equal(pool.Free, foreseen.Free);
    }

    private NumberRange SomeRange()
    {
        var from = _dice.NextInt64(0, 20);
        return new NumberRange(from, from + _dice.NextInt64(0, 40));
    }

    private List<NumberRange> SomeExclusions(NumberRange within) => Enumerable.Range(0, _dice.Next(4))
        .Select(_ => _dice.NextInt64(within.From, within.To + 1))
        .Select(from => new NumberRange(from, Math.Min(within.To, from + _dice.Next(6))))
        .ToList();

    private static IEnumerable<long> Numbers(IEnumerable<NumberRange> ranges)
    {
        foreach (var range in ranges)
        {
            for (var number = range.From; number < range.To; number++) yield return number;
        }
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Pools;

/// <summary>
/// Which number of a pool is given next, and what becomes of one that is given back: the only place that knows. Works on
/// free ranges, never on single numbers, so its cost does not depend on the size of the pool. The pool must be locked in
/// the session.
/// </summary>
/// <param name="session">The transaction to work in.</param>
/// <param name="pool">The pool, as locked.</param>
/// <param name="now">The time of the transaction.</param>
internal sealed class FreeNumbers(IStoreSession session, NumberPool pool, DateTimeOffset now)
{
    private IFreeRangeRows Free => session.FreeRanges;

    /// <summary>Takes the next number by the pool's strategy; null when nothing is free.</summary>
    public long? TakeNext(Random random)
    {
        SettleCooling();
        return pool.Strategy switch
        {
            PoolStrategy.Random => TakeRandomIn(pool.Range, random),
            PoolStrategy.LeastRecentlyUsed => TakeFirst(Free.LeastRecentlyFreed(pool.Name)),
            PoolStrategy.Lowest => TakeFirst(Free.Lowest(pool.Name)),
        };
    }

    /// <summary>Takes exactly this number. False when it is not free: held, cooling down, excluded or not in the pool.</summary>
    public bool TakeExact(long number)
    {
        SettleCooling();
        if (Free.AtOrBelow(pool.Name, number) is not { } range || !range.Range.Contains(number)) return false;
        Cut(range, NumberRange.Of(number));
        return true;
    }

    /// <summary>Takes the lowest free number of a range; null when none is free.</summary>
    public long? TakeFirstIn(NumberRange range)
    {
        SettleCooling();
        if (FirstFreeIn(range) is not { } free) return null;
        var number = Math.Max(range.From, free.Range.From);
        Cut(free, NumberRange.Of(number));
        return number;
    }

    /// <summary>Takes a free number of a range that cannot be foreseen; null when none is free.</summary>
    public long? TakeRandomIn(NumberRange range, Random random)
    {
        SettleCooling();
        if (range.IsEmpty) return null;
        var number = random.NextInt64(range.From, range.To);

        // Drawing again until one is free would take ever longer the fuller the pool is.
        if ((FirstFreeIn(range with { From = number }) ?? FirstFreeIn(range)) is not { } free) return null;
        if (!free.Range.Contains(number))
        {
            var choice = free.Range.Intersect(range);
            number = random.NextInt64(choice.From, choice.To);
        }

        Cut(free, NumberRange.Of(number));
        return number;
    }

    /// <summary>How many can be taken now, one at a time.</summary>
    public long Count() => Free.Total(pool.Name) + Due().Count;

    /// <summary>
    /// Takes so many numbers that stand side by side, whatever their age: of the first row that is long enough, or of one that cannot be
    /// foreseen where the pool gives at random. Null when there is no such row.
    /// </summary>
    public NumberRange? TakeRow(long count, Random random)
    {
        SettleCooling();
        if (pool.Range.IsEmpty) return null;
        var atRandom = pool.Strategy == PoolStrategy.Random;
        var start = atRandom ? random.NextInt64(pool.Range.From, pool.Range.To) : pool.Range.From;
        var rows = Rows().Select(row => row with { From = Math.Max(row.From, start) }).Concat(Rows()).Where(row => row.Count >= count);
        if (rows.Take(1).ToList() is not [var row]) return null;
        var from = atRandom && row.From != start ? random.NextInt64(row.From, row.To - count + 1) : row.From;
        var taken = new NumberRange(from, from + count);
        foreach (var free in Overlapping(taken)) Cut(free, free.Range.Intersect(taken));
        return taken;
    }

    /// <summary>The longest row of free numbers that stand side by side, the lowest of equals; empty when none is free.</summary>
    public NumberRange LongestRow() => Rows().MaxBy(row => row.Count);

    /// <summary>What could be taken now, as ranges.</summary>
    public NumberRangeList Ranges() => new(WithDue().Select(free => free.Range));

    /// <summary>Which numbers come next, in their order, without taking any; none where the pool gives at random.</summary>
    public IReadOnlyList<long> Foresee(int count) => pool.Strategy switch
    {
        PoolStrategy.Random => [],
        PoolStrategy.LeastRecentlyUsed =>
            First(WithDue().OrderBy(free => free.FreedAt).ThenBy(free => free.Range.From).Select(free => free.Range), count),
        PoolStrategy.Lowest => First(Ranges(), count),
    };

    /// <summary>Gives a number back. One that the pool no longer gives (shrunk, excluded) just ends.</summary>
    public void Release(long number)
    {
        if (!pool.Gives(number)) return;
        if (pool.ReuseDelay > TimeSpan.Zero)
            session.Cooling.Add(pool.Name, new CoolingNumber(number, now, now + pool.ReuseDelay));
        else
            Add(NumberRange.Of(number), now);
    }

    /// <summary>Makes a new pool's numbers free, all but the excluded ones.</summary>
    public void Fill()
    {
        foreach (var range in pool.Given) Free.Add(pool.Name, new FreeRange(range, Age(FreeRange.NeverUsed)));
    }

    /// <summary>Takes every free and cooling number of a range out of use; those that are held stay held.</summary>
    public void Withdraw(NumberRange range)
    {
        foreach (var free in Overlapping(range)) Cut(free, free.Range.Intersect(range));
        foreach (var cooling in session.Cooling.All(pool.Name).Where(c => range.Contains(c.Number)))
            session.Cooling.Remove(pool.Name, cooling.Number);
    }

    /// <summary>Brings the numbers of a range into use that are not held; the range was not in use before.</summary>
    public void Bring(NumberRange range)
    {
        var held = session.Allocations.ActiveIn(pool.Name, range).Select(a => NumberRange.Of(a.Value!.Value)).ToList();
        foreach (var part in range.Except(held)) Add(part, FreeRange.NeverUsed);
    }

    /// <summary>Ends all waiting: every cooling number is free now.</summary>
    public void EndCooling()
    {
        foreach (var cooling in session.Cooling.All(pool.Name)) Ready(cooling);
    }

    /// <summary>Forgets since when numbers are free and joins what touches, for pools whose strategy changes.</summary>
    public void ForgetAge()
    {
        var ranges = Free.All(pool.Name).Select(f => f.Range).ToList();
        Free.Clear(pool.Name);
        foreach (var range in NumberRange.Normalize(ranges)) Free.Add(pool.Name, new FreeRange(range, Age(FreeRange.NeverUsed)));
    }

    private void SettleCooling()
    {
        foreach (var cooling in Due()) Ready(cooling);
    }

    private IReadOnlyList<CoolingNumber> Due() => pool.ReuseDelay == TimeSpan.Zero ? [] : session.Cooling.Due(pool.Name, now);

    private IEnumerable<FreeRange> WithDue() =>
        Free.All(pool.Name).Concat(Due().Select(cooling => new FreeRange(NumberRange.Of(cooling.Number), Age(cooling.FreedAt))));

    // Ranges of different ages stay apart in the store, and their numbers stand side by side all the same.
    private IEnumerable<NumberRange> Rows()
    {
        NumberRange row = default;
        foreach (var free in Free.All(pool.Name))
        {
            if (!row.IsEmpty && row.To == free.Range.From)
            {
                row = row with { To = free.Range.To };
                continue;
            }

            if (!row.IsEmpty) yield return row;
            row = free.Range;
        }

        if (!row.IsEmpty) yield return row;
    }

    private static List<long> First(IEnumerable<NumberRange> ranges, int count)
    {
        var numbers = new List<long>();
        foreach (var range in ranges)
        {
            for (var number = range.From; number < range.To && numbers.Count < count; number++) numbers.Add(number);
            if (numbers.Count == count) break;
        }

        return numbers;
    }

    private void Ready(CoolingNumber cooling)
    {
        session.Cooling.Remove(pool.Name, cooling.Number);
        Add(NumberRange.Of(cooling.Number), cooling.FreedAt);
    }

    private long? TakeFirst(FreeRange? range)
    {
        if (range is not { } found) return null;
        Cut(found, NumberRange.Of(found.Range.From));
        return found.Range.From;
    }

    // The first free range that has a number of the given one.
    private FreeRange? FirstFreeIn(NumberRange range)
    {
        if (range.IsEmpty) return null;
        var (below, above) = Free.Around(pool.Name, range.From);
        var found = below is { } b && b.Range.To > range.From ? below : above;
        return found?.Range.From < range.To ? found : null;
    }

    private List<FreeRange> Overlapping(NumberRange range)
    {
        var found = new List<FreeRange>();
        if (range.IsEmpty) return found;
        var (below, above) = Free.Around(pool.Name, range.From);
        var next = below ?? above;
        while (next is { } free && free.Range.From < range.To)
        {
            if (free.Range.To > range.From) found.Add(free);
            next = Free.Above(pool.Name, free.Range.From);
        }

        return found;
    }

    private void Cut(FreeRange free, NumberRange part)
    {
        var below = free with { Range = new NumberRange(free.Range.From, part.From) };
        var above = free with { Range = new NumberRange(part.To, free.Range.To) };
        if (!below.Range.IsEmpty)
        {
            Free.Replace(pool.Name, free.Range.From, below);
            if (!above.Range.IsEmpty) Free.Add(pool.Name, above);
        }
        else if (!above.Range.IsEmpty)
        {
            Free.Replace(pool.Name, free.Range.From, above);
        }
        else
        {
            Free.Remove(pool.Name, free.Range.From);
        }
    }

    private DateTimeOffset? Age(DateTimeOffset freedAt) => pool.Strategy == PoolStrategy.LeastRecentlyUsed ? freedAt : null;

    private void Add(NumberRange range, DateTimeOffset freedAt)
    {
        var age = Age(freedAt);
        var (below, above) = Free.Around(pool.Name, range.From);
        if (below?.Range.To > range.From || above?.Range.From < range.To)
            throw new StoreCorruptException($"Pool '{pool.Name}'", $"{range} was given back but is already free");

        var joinsBelow = below is { } b && b.Range.To == range.From && b.FreedAt == age;
        var joinsAbove = above is { } a && a.Range.From == range.To && a.FreedAt == age;
        var from = joinsBelow ? below!.Value.Range.From : range.From;
        var to = joinsAbove ? above!.Value.Range.To : range.To;
        var joined = new FreeRange(new NumberRange(from, to), age);
        if (joinsBelow && joinsAbove) Free.Remove(pool.Name, range.To);
        if (joinsBelow) Free.Replace(pool.Name, from, joined);
        else if (joinsAbove) Free.Replace(pool.Name, range.To, joined);
        else Free.Add(pool.Name, joined);
    }
}

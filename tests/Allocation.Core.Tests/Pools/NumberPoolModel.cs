using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Pools;

/// <summary>What a number pool ought to do, said with sets of single numbers: slow and plain.</summary>
public sealed class NumberPoolModel(NumberRange range)
{
    public NumberRange Range { get; private set; } = range;

    public HashSet<long> Excluded { get; private set; } = [];

    public PoolStrategy Strategy { get; private set; }

    public TimeSpan Delay { get; private set; }

    /// <summary>Free numbers and since when, where that counts.</summary>
    public SortedDictionary<long, DateTimeOffset?> Free { get; } = new(Numbers(range).ToDictionary(n => n, _ => (DateTimeOffset?)null));

    public SortedDictionary<long, CoolingNumber> Cooling { get; } = [];

    public SortedSet<long> Held { get; } = [];

    public long Size => Numbers(Range).Count(Gives);

    public bool Gives(long number) => Range.Contains(number) && !Excluded.Contains(number);

    /// <summary>The numbers that may be next; none when the pool is exhausted.</summary>
    public IReadOnlySet<long> Next(DateTimeOffset now)
    {
        var ready = Ready(now);
        if (ready.Count == 0 || Strategy == PoolStrategy.Random) return ready.Keys.ToHashSet();
        return Strategy == PoolStrategy.Lowest
            ? new HashSet<long> { ready.Keys.Min() }
            : new HashSet<long> { ready.MinBy(f => (f.Value ?? DateTimeOffset.MinValue, f.Key)).Key };
    }

    /// <summary>Whether exactly this number can be taken.</summary>
    public bool CanTake(long number, DateTimeOffset now) => Ready(now).ContainsKey(number);

    /// <summary>Takes a number that is free or ready. Only a take that succeeds makes free what is ready.</summary>
    public void Take(long number, DateTimeOffset now)
    {
        Settle(now);
        Free.Remove(number);
        Held.Add(number);
    }

    public void Release(long number, DateTimeOffset now)
    {
        Held.Remove(number);
        if (!Gives(number)) return;
        if (Delay > TimeSpan.Zero) Cooling[number] = new(number, now, now + Delay);
        else Add(number, now);
    }

    /// <summary>The held number that forbids the range, the first of those below it, else the first of those above; null when none
    /// does.</summary>
    public long? CutOffBy(NumberRange range)
    {
        var cut = Held.Where(n => !range.Contains(n)).ToList();
        var below = cut.Where(n => n < range.From).ToList();
        return cut.Count == 0 ? null : below.Count > 0 ? below[0] : cut[0];
    }

    public void Change(NumberRange range, HashSet<long>? excluded, PoolStrategy strategy, TimeSpan delay)
    {
        var gave = Numbers(Range).Where(Gives).ToHashSet();
        Excluded = excluded ?? Excluded.Where(range.Contains).ToHashSet();
        var ageless = strategy != Strategy;
        (Range, Strategy, Delay) = (range, strategy, delay);
        foreach (var number in gave.Where(n => !Gives(n)))
        {
            Free.Remove(number);
            Cooling.Remove(number);
        }

        if (delay == TimeSpan.Zero) Settle(DateTimeOffset.MaxValue);
        if (ageless)
        {
            foreach (var number in Free.Keys.ToList()) Free[number] = Age(FreeRange.NeverUsed);
        }

        foreach (var number in Numbers(range).Where(n => Gives(n) && !gave.Contains(n) && !Held.Contains(n)))
            Free[number] = Age(FreeRange.NeverUsed);
    }

    private static IEnumerable<long> Numbers(NumberRange range)
    {
        for (var number = range.From; number < range.To; number++) yield return number;
    }

    /// <summary>What can be taken, and since when it is free where that counts.</summary>
    public Dictionary<long, DateTimeOffset?> Ready(DateTimeOffset now)
    {
        var ready = new Dictionary<long, DateTimeOffset?>(Free);
        foreach (var cooling in Cooling.Values.Where(c => c.ReadyAt <= now)) ready.Add(cooling.Number, Age(cooling.FreedAt));
        return ready;
    }

    private void Settle(DateTimeOffset now)
    {
        foreach (var ready in Cooling.Values.Where(c => c.ReadyAt <= now).ToList())
        {
            Cooling.Remove(ready.Number);
            Add(ready.Number, ready.FreedAt);
        }
    }

    private void Add(long number, DateTimeOffset freedAt) => Free[number] = Age(freedAt);

    private DateTimeOffset? Age(DateTimeOffset freedAt) => Strategy == PoolStrategy.LeastRecentlyUsed ? freedAt : null;
}

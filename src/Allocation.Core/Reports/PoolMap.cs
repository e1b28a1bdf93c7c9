using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Reports;

/// <summary>Draws a pool from its rows: number by number when it is small, as equal parts when it is not. Never walks through free
/// numbers.</summary>
internal sealed class PoolMap(IStoreSession session, AllocationPool pool, DateTimeOffset now, Func<AllocationRecord, string?> leak)
{
    private NumberRange Range => new(pool.From, pool.To);

    /// <summary>The numbers that are not free, in order.</summary>
    public List<NumberCell> Cells()
    {
        var held = session.Allocations.ActiveIn(pool.Name, Range).Select(Held);
        var cooling = Cooling().Select(Waits);
        var excluded = pool.Excluded.SelectMany(Numbers).Select(Excluded);

        // A number may have been excluded while it was held.
        return [.. held.Concat(cooling).Concat(excluded).GroupBy(c => c.Number).Select(same => same.First()).OrderBy(c => c.Number)];
    }

    /// <summary>One number.</summary>
    public NumberLine At(long number)
    {
        var text = pool.Writing.Write(number);
        if (session.Allocations.FindActive(pool.Name, text) is { } line)
            return new(pool.Name, text, Held(line), line.LeaseKind == LeaseKind.Direct ? line.ReservationId : null);
        var waits = session.Cooling.Find(pool.Name, number) is { } cooling && cooling.ReadyAt > now ? Waits(cooling) : null;
        return new(pool.Name, text, waits ?? (pool.Excluded.Any(range => range.Contains(number)) ? Excluded(number) : null), null);
    }

    /// <summary>Equal parts of the range, in order.</summary>
    public List<RangeBar> Bars()
    {
        var width = ((Range.Count - 1) / ReportLimits.Bars) + 1;
        var bars = new List<RangeBar>();
        for (var from = Range.From; from < Range.To; from += Math.Min(width, Range.To - from))
        {
            var part = new NumberRange(from, from + Math.Min(width, Range.To - from));
            bars.Add(new(part, 0, 0, pool.Excluded.Sum(e => e.Intersect(part).Count)));
        }

        if (pool.Held > ReportLimits.Walked) bars = bars.ConvertAll(bar => bar with { Held = CountHeld(bar.Range) });
        else
            foreach (var line in session.Allocations.ActiveIn(pool.Name, Range))
                Count(line.Value!.Value, b => b with { Held = b.Held + 1 });
        foreach (var number in Cooling()) Count(number.Number, b => b with { Cooling = b.Cooling + 1 });
        return bars;

        void Count(long number, Func<RangeBar, RangeBar> add)
        {
            var index = (int)((number - Range.From) / width);
            bars[index] = add(bars[index]);
        }
    }

    // The store counts many rows sooner than it reads them; few are read at once.
    private long CountHeld(NumberRange range) => session.Allocations.Count(new AllocationQuery
    {
        Pool = pool.Name,
        State = AllocationState.Active,
        Spans = [new(pool.Name, range, pool.Writing)],
    });

    // A number whose delay is over can be taken.
    private IEnumerable<CoolingNumber> Cooling() => session.Cooling.All(pool.Name).Where(c => c.ReadyAt > now);

    private static NumberCell Waits(CoolingNumber cooling) => new(cooling.Number, CellState.Cooling, $"free again at {cooling.ReadyAt:u}");

    private static NumberCell Excluded(long number) => new(number, CellState.Excluded, null);

    private NumberCell Held(AllocationRecord line)
    {
        var who = line.Attribute is null ? line.LeaseName : $"{line.LeaseName} ({line.Attribute})";
        var wrong = leak(line);
        return new(line.Value!.Value, wrong is null ? CellState.Held : CellState.Leaked, wrong is null ? who : $"{who}, {wrong}");
    }

    private static IEnumerable<long> Numbers(NumberRange range)
    {
        for (var number = range.From; number < range.To; number++) yield return number;
    }
}

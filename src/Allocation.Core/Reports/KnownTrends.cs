using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Reports;

/// <summary>The trends of pools, read from the whole ledger once a minute: but for the last point, which is now, they are of the
/// past. For one report after the other.</summary>
internal sealed class KnownTrends
{
    private static readonly TimeSpan s_last = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IReadOnlyList<long>> _past = [];
    private ILookup<string, HourlyChange>? _changes;
    private DateTimeOffset _at;

    /// <summary>How many were held at the end of each of the last days; the last one is now.</summary>
    /// <param name="session">What the report is made of.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="held">How many are held now.</param>
    public IReadOnlyList<long> Of(IStoreSession session, DateTimeOffset now, string pool, long held)
    {
        if (_at != now && (_at > now || now - _at >= s_last || !_past.ContainsKey(pool))) Read(session, now);
        if (_past.TryGetValue(pool, out var past)) return [.. past.SkipLast(1), held];
        return _past[pool] = PoolTrend.Of(held, _changes![pool], now);
    }

    private void Read(IStoreSession session, DateTimeOffset now)
    {
        _changes = session.Allocations.ChangesSince(PoolTrend.Begin(now)).ToLookup(change => change.Pool);
        _past.Clear();
        _at = now;
    }
}

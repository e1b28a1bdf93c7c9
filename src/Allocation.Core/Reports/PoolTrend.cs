using Allocation.Core.Ledger;

namespace Allocation.Core.Reports;

/// <summary>How full a pool was, told from the ledger: from what is held now, back through what began and ended since.</summary>
internal static class PoolTrend
{
    /// <summary>How many were held at the end of each of the last days; the last one is now.</summary>
    /// <param name="heldNow">How many are held now.</param>
    /// <param name="changes">What began and ended in each hour since the first of these days, of this pool.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<long> Of(long heldNow, IEnumerable<HourlyChange> changes, DateTimeOffset now)
    {
        var later = new Stack<HourlyChange>(changes.OrderBy(c => c.Hour));
        var points = new long[ReportLimits.TrendDays + 1];
        var held = heldNow;
        for (var day = 0; day < points.Length; day++)
        {
            var moment = now.AddDays(-day);
            for (; later.TryPeek(out var change) && change.Hour >= moment; later.Pop()) held += change.Ended - change.Began;
            points[ReportLimits.TrendDays - day] = Math.Max(0, held);
        }

        return points;
    }

    /// <summary>The time from which on changes are needed.</summary>
    public static DateTimeOffset Begin(DateTimeOffset now) => now.AddDays(-ReportLimits.TrendDays);
}

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>Decides in which pools to start what waiting tickets ask for on demand.</summary>
internal static class OnDemandPlacement
{
    /// <summary>How many starts each pool is asked for; pools without any are left out.</summary>
    /// <param name="pools">The pools with tags on demand, with what they have.</param>
    /// <param name="waiting">The tags of the waiting tickets, first come first.</param>
    /// <param name="now">The time.</param>
    /// <remarks>
    /// What is starting already serves as many tickets. A pool whose starts keep failing is passed over in favour of
    /// another one that covers the ticket; if there is none, the ticket waits for it.
    /// </remarks>
    public static IReadOnlyDictionary<string, int> Place(
        IReadOnlyList<(ResourcePool Pool, PoolCounts Counts)> pools, IEnumerable<IReadOnlyList<string>> waiting, DateTimeOffset now)
    {
        var supply = pools.ToDictionary(p => p.Pool.Name, p => p.Counts.Starting);
        var credits = new Dictionary<string, int>();
        foreach (var tags in waiting)
        {
            var covering = pools.Where(p => p.Pool.Settings.Covers(tags)).ToList();
            if (covering.Find(p => supply[p.Pool.Name] > 0) is { Pool: { } starting })
            {
                supply[starting.Name]--;
                continue;
            }

            var open = covering.Where(p => p.Pool.Starts && StartLimits.Room(p.Pool, p.Counts) > credits.GetValueOrDefault(p.Pool.Name))
                .ToList();
            if (open.Count == 0) continue;
            var chosen = open
                .OrderBy(p => StartLimits.Recovers(p.Pool, now))
                .ThenByDescending(p => p.Pool.Settings.Score(tags))
                .ThenBy(p => p.Pool.Name, StringComparer.Ordinal)
                .First().Pool.Name;
            credits[chosen] = credits.GetValueOrDefault(chosen) + 1;
        }

        return credits;
    }
}

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>How many resources a pool starts now.</summary>
internal static class StartLimits
{
    /// <summary>The number of starts that the pool's limits allow and its demand asks for.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="counts">What it has.</param>
    /// <param name="credits">How many waiting tickets were placed in it on demand.</param>
    /// <param name="now">The time.</param>
    public static int Starts(ResourcePool pool, PoolCounts counts, int credits, DateTimeOffset now)
    {
        if (!pool.Starts || NotBefore(pool) > now) return 0;
        var wanted = Math.Min(Demand(pool, counts, credits), Room(pool, counts));

        // With a delay between starts the second one is due later; after a failure one start is enough to see.
        var atOnce = pool.Settings.StartDelay > TimeSpan.Zero || pool.Health.Failures > 0 ? 1 : int.MaxValue;
        return Math.Clamp(Math.Min(wanted, atOnce), 0, int.MaxValue);
    }

    /// <summary>When the pool may start something again that it cannot start now although it wants to; null when no clock decides
    /// that.</summary>
    public static DateTimeOffset? Due(ResourcePool pool, PoolCounts counts, int credits)
    {
        if (!pool.Starts || Math.Min(Demand(pool, counts, credits), Room(pool, counts)) <= 0) return null;
        return NotBefore(pool) is var due && due == DateTimeOffset.MinValue ? null : due;
    }

    /// <summary>How many more may start with regard to what there is, whatever the clock says.</summary>
    public static int Room(ResourcePool pool, PoolCounts counts)
    {
        if (pool.Health.Failures > 0 && counts.Starting > 0) return 0;
        return Math.Max(0, Math.Min(pool.Settings.Max - counts.On, pool.Settings.MaxStarting - counts.Starting));
    }

    /// <summary>Whether the pool holds back because its starts have failed.</summary>
    public static bool Recovers(ResourcePool pool, DateTimeOffset now) => pool.Health.RetryAt > now;

    private static int Demand(ResourcePool pool, PoolCounts counts, int credits) =>
        pool.Settings.TagsOnDemand.Count > 0 ? credits : pool.Settings.MaxPrealloc - counts.Free - counts.Starting;

    private static DateTimeOffset NotBefore(ResourcePool pool)
    {
        var delayed = pool.Settings.StartDelay > TimeSpan.Zero && pool.Health.LastStart is { } last
            ? last + pool.Settings.StartDelay
            : DateTimeOffset.MinValue;
        return pool.Health.RetryAt is { } retry && retry > delayed ? retry : delayed;
    }
}

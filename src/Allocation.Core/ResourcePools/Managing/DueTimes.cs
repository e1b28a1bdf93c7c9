using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>What is due now, and when something is due next.</summary>
internal static class DueTimes
{
    private static readonly HookKind[] s_kinds = Enum.GetValues<HookKind>();

    /// <summary>The hook that a resource without one needs now; null for none.</summary>
    public static HookKind? Due(ResourcePool pool, PoolResource resource, DateTimeOffset now)
    {
        foreach (var kind in s_kinds)
        {
            if (PoolHook.Of(kind).Due(pool, resource) <= now) return kind;
        }

        return null;
    }

    /// <summary>When the pool's things are listed again; null when they are not, or are just now.</summary>
    public static DateTimeOffset? ListDue(ResourcePool pool)
    {
        if (pool.Settings.List is null || pool.Removed || pool.Health.ListWork is not null) return null;
        return (pool.Health.ListedAt ?? DateTimeOffset.MinValue) is var last && last > DateTimeOffset.MinValue
            ? last + pool.Settings.ListPeriod
            : DateTimeOffset.MinValue;
    }

    /// <summary>When a pass has something to do even if nothing happens until then; null for never.</summary>
    public static DateTimeOffset? Next(QueueTransaction tx, PoolSnapshot snapshot, IReadOnlyDictionary<string, int> credits)
    {
        var times = new List<DateTimeOffset?> { tx.Session.Tickets.NextExpiry() };
        foreach (var pool in snapshot.Pools)
        {
            times.Add(ListDue(pool));
            times.Add(StartLimits.Due(pool, snapshot.Counts(pool), credits.GetValueOrDefault(pool.Name)));
        }

        foreach (var resource in snapshot.Resources)
        {
            if (snapshot.PoolOf(resource) is not { } pool) continue;
            times.Add(ReuseRules.EndsAt(pool.Settings, resource));
            if (resource.Work is not null) continue;
            times.AddRange(s_kinds.Select(kind => PoolHook.Of(kind).Due(pool, resource)).Where(due => due > PoolHook.AtOnce));
        }

        return times.Min();
    }
}

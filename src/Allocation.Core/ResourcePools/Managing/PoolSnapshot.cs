using Allocation.Core.Hooks;
using Allocation.Core.Storage;
using Allocation.Core.Tickets;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>All pools and all living resources within one transaction, as far as the pass has come.</summary>
internal sealed class PoolSnapshot
{
    private readonly SortedDictionary<long, PoolResource> _resources;
    private readonly Dictionary<string, ResourcePool> _pools;

    public PoolSnapshot(QueueTransaction tx)
    {
        _pools = tx.Session.ResourcePools.All().ToDictionary(p => p.Name);
        _resources = new(tx.Session.Resources.Query(new ResourceQuery()).ToDictionary(r => r.Id));
    }

    /// <summary>Pools by name.</summary>
    public IReadOnlyList<ResourcePool> Pools => [.. _pools.Values.OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>Resources by id, as they are now.</summary>
    public IReadOnlyList<PoolResource> Resources => [.. _resources.Values];

    public ResourcePool? PoolOf(PoolResource resource) => _pools.GetValueOrDefault(resource.Pool);

    public PoolCounts Counts(ResourcePool pool) => PoolCounts.Of(_resources.Values.Where(r => r.Pool == pool.Name));

    public void Put(PoolResource resource) => _resources[resource.Id] = resource;

    public ResourcePool Put(QueueTransaction tx, ResourcePool pool)
    {
        tx.Session.ResourcePools.Update(pool);
        _pools[pool.Name] = pool;
        return pool;
    }

    /// <summary>How many starts each pool with tags on demand is asked for by waiting tickets.</summary>
    public IReadOnlyDictionary<string, int> Credits(QueueTransaction tx)
    {
        var pools = Pools.Where(p => p.Settings.TagsOnDemand.Count > 0).Select(p => (Pool: p, Counts: Counts(p))).ToList();
        if (pools.Count == 0) return new Dictionary<string, int>();

        // More tickets than there could ever be resources for need not be looked at.
        var onDemand = TicketMatching.OnDemandTags(_pools.Values);
        var waiting = TicketMatching.Waiting(tx.Session,
            tags => tags.Any(onDemand.Contains) && pools.Exists(p => p.Pool.Settings.Covers(tags)), pools.Sum(p => p.Pool.Settings.Max));
        return OnDemandPlacement.Place(pools, waiting.Select(t => t.Tag), tx.Now);
    }

    /// <summary>Whether another manager has taken on a hook.</summary>
    public bool HasWorkOfOthers(string owner) =>
        _resources.Values.Any(r => r.Work is { } work && work.Owner != owner)
            || _pools.Values.Any(p => p.Health.ListWork is { } work && work.Owner != owner);

    /// <summary>Everything that was taken on and not yet reported.</summary>
    public static IReadOnlyList<(HookOrder Order, HookWork Work)> Works(IStoreSession session)
    {
        var pools = session.ResourcePools.All().ToDictionary(p => p.Name);
        var works = new List<(HookOrder, HookWork)>();
        foreach (var resource in session.Resources.Query(new ResourceQuery()))
        {
            if (resource.Work is { } work && pools.TryGetValue(resource.Pool, out var pool)) works.Add((Order(pool, resource, work), work));
        }

        works.AddRange(pools.Values.Where(p => p.Health.ListWork is not null)
            .Select(p => (Order(p, p.Health.ListWork!), p.Health.ListWork!)));
        return works;
    }

    /// <summary>The order to run what a resource has taken on.</summary>
    public static HookOrder Order(ResourcePool pool, PoolResource resource, HookWork work) => new()
    {
        Run = work.Run,
        Kind = work.Kind,
        Pool = pool.Name,
        ResourceId = resource.Id,
        ResourceName = resource.Name,
        Command = PoolHook.Of(work.Kind).Command(pool.Settings)!,
        Environment = HookEnvironment.Of(resource, work.Kind),
        PassEnvironment = pool.Settings.PassEnvironment,
        Limit = work.Limit,
        OutputLimit = HookTraits.Of(work.Kind).OutputLimit ?? pool.Settings.OutputLimit,
    };

    /// <summary>The order to run what a pool has taken on.</summary>
    public static HookOrder Order(ResourcePool pool, HookWork work) => new()
    {
        Run = work.Run,
        Kind = work.Kind,
        Pool = pool.Name,
        Command = PoolHook.Of(work.Kind).Command(pool.Settings)!,
        Environment = HookEnvironment.Of(pool.Name),
        PassEnvironment = pool.Settings.PassEnvironment,
        Limit = work.Limit,
        OutputLimit = HookTraits.Of(work.Kind).OutputLimit ?? pool.Settings.OutputLimit,
    };
}

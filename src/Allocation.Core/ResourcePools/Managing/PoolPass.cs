using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.Tickets;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>
/// One look at all pools, in one transaction: what has to end ends, what is missing is started, and the hooks that are due
/// are taken on. Nothing runs in here; the caller runs the orders after the commit.
/// </summary>
internal sealed class PoolPass(ResourceTransitions transitions)
{
    private readonly HookResults _results = new(transitions);

    /// <summary>Makes a pass.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">The manager that makes it.</param>
    /// <param name="results">Hooks that have ended since its last one.</param>
    /// <param name="takesWork">Whether it may take on hooks; false for a manager that is about to leave.</param>
    public PassOutcome Run(QueueTransaction tx, string owner, IReadOnlyList<HookResult> results, bool takesWork)
    {
        foreach (var result in results) _results.Apply(tx, result);
        foreach (var ticket in tx.Session.Tickets.Expired(tx.Now)) transitions.Close(tx, ticket, "it expired");

        var snapshot = new PoolSnapshot(tx);
        var orders = new List<HookOrder>();
        RemoveWhatIsOver(tx, snapshot);
        var credits = snapshot.Credits(tx);
        if (takesWork)
        {
            foreach (var pool in snapshot.Pools)
                StartWhatIsMissing(tx, snapshot, pool, credits.GetValueOrDefault(pool.Name), owner, orders);
            foreach (var resource in snapshot.Resources) TakeOn(tx, snapshot, resource, owner, orders);
            foreach (var pool in snapshot.Pools) TakeOnList(tx, snapshot, pool, owner, orders);
        }

        ForgetEmptyPools(tx, snapshot);
        var aborts = snapshot.Resources.Where(r => r.Work is { } work && work.Owner == owner && PoolHook.Of(work.Kind).IsPointless(r))
            .Select(r => r.Work!.Run).ToList();
        return new(orders, aborts, DueTimes.Next(tx, snapshot, credits), snapshot.HasWorkOfOthers(owner));
    }

    private void RemoveWhatIsOver(QueueTransaction tx, PoolSnapshot snapshot)
    {
        foreach (var resource in snapshot.Resources.Where(r => r.Unused))
        {
            var pool = snapshot.PoolOf(resource);
            if (pool is null || pool.Empties || ReuseRules.WhyEnd(pool.Settings, resource, tx.Now) is not null)
                snapshot.Put(transitions.RequestDelete(tx, resource, null));
        }

        foreach (var pool in snapshot.Pools.Where(p => p.Settings.TagsOnDemand.Count > 0))
        {
            var idle = snapshot.Resources.Where(r => r.Pool == pool.Name && r.Unused && r.Releases == 0).ToList();
            if (idle.Count == 0) continue;
            var wanted = TicketMatching.Waiting(tx.Session, pool.Settings.Covers, idle.Count).Count;
            foreach (var surplus in idle.Take(idle.Count - wanted)) snapshot.Put(transitions.RequestDelete(tx, surplus, null));
        }
    }

    private void StartWhatIsMissing(QueueTransaction tx, PoolSnapshot snapshot, ResourcePool pool, int credits,
        string owner, List<HookOrder> orders)
    {
        var starts = StartLimits.Starts(pool, snapshot.Counts(pool), credits, tx.Now);
        if (starts == 0) return;
        for (var i = 0; i < starts; i++)
        {
            var resource = transitions.Start(tx, pool, owner);
            snapshot.Put(resource);
            orders.Add(PoolSnapshot.Order(pool, resource, resource.Work!));
        }

        snapshot.Put(tx, pool with { Health = pool.Health with { LastStart = tx.Now } });
    }

    private void TakeOn(QueueTransaction tx, PoolSnapshot snapshot, PoolResource resource, string owner, List<HookOrder> orders)
    {
        if (resource.Work is not null || snapshot.PoolOf(resource) is not { } pool) return;
        if (resource.Stray && !ResourceName.CanBeOf(pool.Settings.NamePattern, pool.Name, resource.Name))
        {
            snapshot.Put(transitions
                .End(tx, resource with { Problem = "cmd_delete was not run: this name does not fit name_pattern of the pool" }));
            return;
        }

        if (DueTimes.Due(pool, resource, tx.Now) is not { } kind) return;
        if (kind == HookKind.Release && pool.Settings.Release is null)
        {
            snapshot.Put(transitions.Freed(tx, resource with { State = ResourceState.Up }));
            return;
        }

        var work = transitions.NewWork(pool.Settings, kind, owner, tx.Now);
        var taken = transitions.Save(tx, resource with
        {
            Work = work,
            State = kind == HookKind.Delete ? ResourceState.Deleting : resource.State,
        });
        snapshot.Put(taken);
        orders.Add(PoolSnapshot.Order(pool, taken, work));
    }

    private void TakeOnList(QueueTransaction tx, PoolSnapshot snapshot, ResourcePool pool, string owner, List<HookOrder> orders)
    {
        if (DueTimes.ListDue(pool) is not { } due || due > tx.Now) return;
        var work = transitions.NewWork(pool.Settings, HookKind.List, owner, tx.Now);
        orders.Add(PoolSnapshot.Order(snapshot.Put(tx, pool with { Health = pool.Health with { ListWork = work } }), work));
        tx.Touch();
    }

    private static void ForgetEmptyPools(QueueTransaction tx, PoolSnapshot snapshot)
    {
        foreach (var pool in snapshot.Pools.Where(p => p.Removed && !snapshot.Resources.Any(r => r.Living && r.Pool == p.Name)))
        {
            tx.Session.ResourcePools.Remove(pool.Name);
            tx.Session.Pools.Remove(InternalPools.OfIds(pool.Name));
            tx.Touch();
        }
    }
}

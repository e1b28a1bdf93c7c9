using Allocation.Core.Hooks;
using Allocation.Core.Tickets;

namespace Allocation.Core.ResourcePools;

/// <summary>
/// One look at all pools, in one transaction: what has to end ends, what is missing is started, and the hooks that are due
/// are taken on. Nothing runs in here; the caller runs the orders after the commit.
/// </summary>
internal sealed class PoolPass(ResourceLife life)
{
    private readonly ResultBook _results = new(life);

    /// <summary>Makes a pass.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">The manager that makes it.</param>
    /// <param name="results">Hooks that have ended since its last one.</param>
    /// <param name="takesWork">Whether it may take on hooks; false for a manager that is about to leave.</param>
    public PassOutcome Run(PoolTransaction tx, string owner, IReadOnlyList<HookResult> results, bool takesWork)
    {
        foreach (var result in results) _results.Apply(tx, result);
        foreach (var ticket in tx.Session.Tickets.Expired(tx.Now)) life.Close(tx, ticket, "it expired");

        var board = new PoolBoard(tx);
        var orders = new List<HookOrder>();
        RemoveWhatIsOver(tx, board);
        var credits = board.Credits(tx);
        if (takesWork)
        {
            foreach (var pool in board.Pools) StartWhatIsMissing(tx, board, pool, credits.GetValueOrDefault(pool.Name), owner, orders);
            foreach (var resource in board.Resources) TakeOn(tx, board, resource, owner, orders);
            foreach (var pool in board.Pools) TakeOnList(tx, board, pool, owner, orders);
        }

        ForgetEmptyPools(tx, board);
        var aborts = board.Resources.Where(r => r.Work?.Owner == owner && IsPointless(r)).Select(r => r.Work!.Run).ToList();
        return new(orders, aborts, PassTimes.Next(tx, board, credits), board.HasWorkOfOthers(owner));
    }

    private void RemoveWhatIsOver(PoolTransaction tx, PoolBoard board)
    {
        foreach (var resource in board.Resources.Where(r => r.Unused))
        {
            var pool = board.PoolOf(resource);
            if (pool is null || pool.Empties || ReuseRules.WhyEnd(pool.Settings, resource, tx.Now) is not null)
                board.Put(life.RequestDelete(tx, resource, null));
        }

        foreach (var pool in board.Pools.Where(p => p.Settings.TagsOnDemand.Count > 0))
        {
            var idle = board.Resources.Where(r => r.Pool == pool.Name && r.Unused && r.Releases == 0).ToList();
            if (idle.Count == 0) continue;
            var wanted = TicketMatching.Waiting(tx.Session, pool.Settings.Covers, idle.Count).Count;
            foreach (var surplus in idle.Take(idle.Count - wanted)) board.Put(life.RequestDelete(tx, surplus, null));
        }
    }

    private void StartWhatIsMissing(PoolTransaction tx, PoolBoard board, ResourcePool pool, int credits, string owner, List<HookOrder> orders)
    {
        var starts = StartLimits.Starts(pool, board.Counts(pool), credits, tx.Now);
        if (starts == 0) return;
        for (var i = 0; i < starts; i++)
        {
            var resource = life.Start(tx, pool, owner);
            board.Put(resource);
            orders.Add(PoolBoard.Order(pool, resource, resource.Work!));
        }

        board.Put(tx, pool with { Health = pool.Health with { LastStart = tx.Now } });
    }

    private void TakeOn(PoolTransaction tx, PoolBoard board, PoolResource resource, string owner, List<HookOrder> orders)
    {
        if (resource.Work is not null || board.PoolOf(resource) is not { } pool) return;
        if (resource.Stray && !ResourceName.CanBeOf(pool.Settings.NamePattern, pool.Name, resource.Name))
        {
            board.Put(life.End(tx, resource with { Problem = "cmd_delete was not run: the pool cannot have given this name" }));
            return;
        }

        if (PassTimes.Due(pool, resource, tx.Now) is not { } kind) return;
        if (kind == HookKind.Release && pool.Settings.Release is null)
        {
            board.Put(life.Freed(tx, resource with { State = ResourceState.Up }));
            return;
        }

        var work = life.NewWork(pool.Settings, kind, owner, tx.Now);
        var taken = life.Save(tx, resource with { Work = work, State = kind == HookKind.Delete ? ResourceState.Deleting : resource.State });
        board.Put(taken);
        orders.Add(PoolBoard.Order(pool, taken, work));
    }

    private void TakeOnList(PoolTransaction tx, PoolBoard board, ResourcePool pool, string owner, List<HookOrder> orders)
    {
        if (PassTimes.ListDue(pool) is not { } due || due > tx.Now) return;
        var work = life.NewWork(pool.Settings, HookKind.List, owner, tx.Now);
        orders.Add(PoolBoard.Order(board.Put(tx, pool with { Health = pool.Health with { ListWork = work } }), work));
        tx.Touch();
    }

    private static void ForgetEmptyPools(PoolTransaction tx, PoolBoard board)
    {
        foreach (var pool in board.Pools.Where(p => p.Removed && !board.Resources.Any(r => r.Living && r.Pool == p.Name)))
        {
            tx.Session.ResourcePools.Remove(pool.Name);
            tx.Session.Pools.Remove(InternalPools.OfIds(pool.Name));
            tx.Touch();
        }
    }

    private static bool IsPointless(PoolResource resource) => resource.Work!.Kind switch
    {
        HookKind.New => resource.State == ResourceState.DeleteRequest,
        HookKind.Release => resource.State != ResourceState.Releasing,
        HookKind.Livecheck => resource.State != ResourceState.Up,
        HookKind.Delete or HookKind.List => false,
    };
}

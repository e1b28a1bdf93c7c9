using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Prometheus;

namespace Allocation.Server.Metrics;

/// <summary>What is in the store, read when it is asked for. Inventories are not asked: that would start programs.</summary>
internal sealed class StoreMetrics
{
    private readonly Gauge _numbers;
    private readonly Gauge _used;
    private readonly Gauge _resources;
    private readonly Gauge _leaked;
    private readonly Gauge _most;
    private readonly Counter _starts;
    private readonly Counter _failures;
    private readonly Gauge _tickets;
    private readonly Gauge _oldest;
    private readonly Gauge _leaks;

    /// <summary>Makes them in a registry.</summary>
    public StoreMetrics(CollectorRegistry registry)
    {
        var make = Prometheus.Metrics.WithCustomRegistry(registry);
        _numbers = make.CreateGauge("allocation_pool_numbers", "Numbers of a pool: held, free or cooling.", "pool", "state");
        _used = make.CreateGauge("allocation_pool_used_ratio", "How much of a pool is held, from 0 to 1.", "pool");
        _most = make.CreateGauge("allocation_resource_pool_max", "How many resources a pool may have.", "pool");
        _resources = make.CreateGauge("allocation_resources", "Resources of a pool, by what they do.", "pool", "state");
        _leaked = make.CreateGauge("allocation_resources_leaked", "Resources of a pool whose deletion failed.", "pool");
        _starts = make.CreateCounter("allocation_resource_starts_total", "Starts of resources that ended.", "pool");
        _failures = make.CreateCounter("allocation_resource_start_failures_total", "Starts of resources that failed.", "pool");
        _tickets = make.CreateGauge("allocation_tickets", "Open tickets: waiting, or ready with their resource; and failed ones.", "state");
        _leaks = make.CreateGauge("allocation_leaks", "What a crash left, as far as the store knows: calls to inventories that ended " +
            "unseen (suspect), and allocations that are past their end and still held (expired).", "kind");
        _oldest = make.CreateGauge("allocation_tickets_oldest_wait_seconds", "How long the oldest waiting ticket has waited.");
    }

    /// <summary>Reads the store.</summary>
    public void Read(ServedStore store, CancellationToken cancellation)
    {
        var system = store.Reading;
        var (numbers, things) = system.AllPools.Find(new(null), PoolFilter.All, cancellation);
        var health = system.Store.Read(session => session.ResourcePools.All().ToDictionary(pool => pool.Name, pool => pool.Health),
            cancellation);
        Forget([.. numbers.Select(pool => pool.Name), .. things.Select(pool => pool.Name)]);
        foreach (var pool in numbers) Set(pool);
        foreach (var pool in things) Set(pool, health.GetValueOrDefault(pool.Name));
        _leaks.WithLabels("suspect").Set(system.Leaks.CountSuspects(cancellation));
        _leaks.WithLabels("expired").Set(system.Ledger.Count(new AllocationQuery { State = AllocationState.Active, Expired = true },
            cancellation));
        SetTickets([.. system.Tickets.Query(new TicketFilter { States = [TicketState.Open] }, cancellation)],
            system.Tickets.Query(new TicketFilter { States = [TicketState.Failed] }, cancellation).Count(), system.Store.Clock.GetUtcNow());
    }

    private void Set(AllocationPool pool)
    {
        _numbers.WithLabels(pool.Name, "held").Set(pool.Held);
        _numbers.WithLabels(pool.Name, "free").Set(pool.Free);
        _numbers.WithLabels(pool.Name, "cooling").Set(pool.Cooling);
        if (pool.PercentUsed is { } percent) _used.WithLabels(pool.Name).Set(percent / 100);
    }

    private void Set(ResourcePoolStatus pool, PoolHealth? health)
    {
        _most.WithLabels(pool.Name).Set(pool.Max);
        if (pool.PercentUsed is { } percent) _used.WithLabels(pool.Name).Set(percent / 100);
        foreach (var (state, count) in ((string, int)[])[("ready", pool.Ready), ("taken", pool.Taken), ("starting", pool.Starting),
            ("releasing", pool.Releasing), ("deleting", pool.Deleting)])
        {
            _resources.WithLabels(pool.Name, state).Set(count);
        }

        _leaked.WithLabels(pool.Name).Set(pool.Leaked);
        if (health is null) return;
        _starts.WithLabels(pool.Name).IncTo(health.Starts);
        _failures.WithLabels(pool.Name).IncTo(health.Starts - health.Successes);
    }

    private void SetTickets(IReadOnlyList<ResourceTicket> open, int failed, DateTimeOffset now)
    {
        var waiting = open.Where(ticket => !ticket.Ready).ToList();
        _tickets.WithLabels("waiting").Set(waiting.Count);
        _tickets.WithLabels("ready").Set(open.Count - waiting.Count);
        _tickets.WithLabels("failed").Set(failed);
        _oldest.Set(waiting.Count == 0 ? 0 : Math.Max(0, (now - waiting.Min(ticket => ticket.CreatedAt)).TotalSeconds));
    }

    // A pool that was removed has no numbers.
    private void Forget(HashSet<string> pools)
    {
        foreach (var gauge in (Gauge[])[_numbers, _used, _most, _resources, _leaked])
        {
            foreach (var labels in gauge.GetAllLabelValues().Where(labels => !pools.Contains(labels[0])).ToList())
                gauge.RemoveLabelled(labels);
        }

        foreach (var counter in (Counter[])[_starts, _failures])
        {
            foreach (var labels in counter.GetAllLabelValues().Where(labels => !pools.Contains(labels[0])).ToList())
                counter.RemoveLabelled(labels);
        }
    }
}

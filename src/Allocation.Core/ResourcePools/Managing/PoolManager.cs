using Allocation.Core.Errors;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>
/// Keeps resource pools filled. Any number of managers may run, in one process or in many: each hook has one owner, and
/// what a dead owner left is taken over.
/// </summary>
internal sealed class PoolManager
{
    // Long enough to be cheap; nothing depends on it, because every change and every due time wakes the manager.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    // A store that is away is asked again after 1, 2, 4, ... seconds; so much of its return is missed at most.
    private static readonly TimeSpan s_longestOutageWait = TimeSpan.FromSeconds(30);

    private readonly Func<Action<ManagerEvent>?, PoolWorker> _createWorker;
    private readonly Action<CancellationToken> _endLeases;

    /// <param name="hire">Makes a worker that tells of every hook that begins and ends.</param>
    /// <param name="endLeases">Ends the leases that are past their end; not those that the worker ends itself.</param>
    internal PoolManager(Func<Action<ManagerEvent>?, PoolWorker> hire, Action<CancellationToken> endLeases)
    {
        _createWorker = hire;
        _endLeases = endLeases;
    }

    /// <summary>For how long a manager that is asked to stop waits for its hooks before it leaves them to the next one.</summary>
    public static TimeSpan DefaultGrace { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Works until it is asked to stop; then takes on nothing new, and waits for its hooks. A store that goes away meanwhile is
    /// waited for; one that cannot be used from the beginning is an error.
    /// </summary>
    /// <param name="report">Told of every hook that begins and ends.</param>
    /// <param name="grace">For how long to wait for running hooks at the end; they go on by themselves afterwards.</param>
    /// <param name="cancellation">Tells it to stop; it then returns normally.</param>
    /// <param name="outage">Called for each try at which the store was away.</param>
    /// <param name="pools">The file whose pools it works on, taken over at the beginning and whenever it changes; null for the pools of the
    /// store as they are.</param>
    /// <param name="wasThere">Whether the store has just been used, so that an outage that passes is waited for from the beginning.</param>
    public void Run(
        Action<ManagerEvent>? report,
        TimeSpan grace,
        CancellationToken cancellation,
        Action<AllocationException>? outage = null,
        PoolsYamlWatch? pools = null,
        bool wasThere = false)
    {
        using var worker = _createWorker(report);
        using var acts = Recorded.ByManager(worker.Id);
        var (failures, hasWorked) = (0, false);
        try
        {
            while (true)
            {
                try
                {
                    pools?.Look(cancellation);
                    _endLeases(cancellation);
                    worker.Pass(takesWork: true, cancellation);
                    (failures, hasWorked) = (0, true);
                    worker.WaitForWork(pools is null ? s_longestWait : PoolsYamlWatch.Interval, cancellation);
                }
                catch (AllocationException away) when (hasWorked ? IsOutage(away) : wasThere && RetryingStore.IsPassing(away))
                {
                    outage?.Invoke(away);
                    var wait = Backoff.After(++failures);
                    cancellation.WaitHandle.WaitOne(wait < s_longestOutageWait ? wait : s_longestOutageWait);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Leave(worker, grace, outage);
        }
    }

    /// <summary>Makes one pass: ends leases whose time is over, starts, checks and deletes what is due; waits for the hooks that it
    /// started, and writes down how they ended.</summary>
    /// <returns>How the hooks ended.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop; running hooks go on by themselves.</exception>
    public IReadOnlyList<ManagerEvent> Once(CancellationToken cancellation = default)
    {
        var ended = new List<ManagerEvent>();
        using var worker = _createWorker(e =>
        {
            if (e.Outcome is not null) ended.Add(e);
        });
        using var acts = Recorded.ByManager(worker.Id);
        _endLeases(cancellation);
        worker.Pass(takesWork: true, cancellation);
        Finish(worker, Timeout.InfiniteTimeSpan, cancellation);
        return ended;
    }

    /// <summary>Works in the background until the result is disposed.</summary>
    internal BackgroundManager Begin() => new(this);

    // Without a store there is nothing to wait for: how hooks end can be written down by the next manager only.
    private static void Leave(PoolWorker worker, TimeSpan grace, Action<AllocationException>? outage)
    {
        try
        {
            Finish(worker, grace, CancellationToken.None);
        }
        catch (AllocationException away) when (IsOutage(away))
        {
            outage?.Invoke(away);
        }
    }

    private static bool IsOutage(AllocationException error) => error is StoreUnavailableException or StoreConflictException;

    // A pass comes first: it finds out whether the store is there at all.
    private static void Finish(PoolWorker worker, TimeSpan grace, CancellationToken cancellation)
    {
        var started = Environment.TickCount64;
        while (worker.Running > 0 || worker.HasResults)
        {
            var left = grace == Timeout.InfiniteTimeSpan
                ? s_longestWait
                : grace - TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
            if (!worker.HasResults && left <= TimeSpan.Zero) return;
            worker.Pass(takesWork: false, cancellation);
            if (worker.Running > 0 && !worker.HasResults && left > TimeSpan.Zero)
                worker.WaitForWork(left < s_longestWait ? left : s_longestWait, cancellation);
        }
    }
}

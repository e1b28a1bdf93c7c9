using System.Collections.Concurrent;
using System.Diagnostics;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Processes;
using Allocation.Core.ResourcePools.Waiting;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools.Managing;

/// <summary>
/// One manager: makes passes, runs the hooks that it took on, and hands their results to its next pass. A result that
/// cannot be written down, because the store is away, is kept until it can.
/// </summary>
internal sealed class PoolWorker : IDisposable
{
    private readonly QueueTransactions _transactions;
    private readonly PoolPass _pass;
    private readonly HookFolder _folder;
    private readonly ConcurrentDictionary<string, HookRun> _running = new();
    private readonly ConcurrentQueue<HookResult> _ended = new();
    private readonly ChangeSubscription _listener;
    private ManagerRecord _self;
    private bool _othersWork = true;

    public PoolWorker(QueueTransactions transactions, PoolPass pass, HookFolder folder, IIdSource ids)
    {
        _transactions = transactions;
        _pass = pass;
        _folder = folder;
        var now = transactions.Clock.Now();
        _self = new(ids.Next(), ProcessMark.Host, Environment.ProcessId, ProcessMark.Own, now, DateTimeOffset.MinValue);
        _listener = transactions.Notifier.Listen(transactions.Store, null);
    }

    /// <summary>Told of every hook that begins and ends.</summary>
    public Action<ManagerEvent>? Report { get; init; }

    /// <summary>Its id, new for every manager that ever ran.</summary>
    public string Id => _self.Id;

    /// <summary>How many hooks run.</summary>
    public int Running => _running.Count;

    /// <summary>Whether hooks have ended whose results wait for the next pass.</summary>
    public bool HasResults => !_ended.IsEmpty;

    /// <summary>When the next pass has something to do even if nothing happens until then.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>Makes a pass and starts what it decided.</summary>
    public PassOutcome Pass(bool takesWork, CancellationToken cancellation)
    {
        var results = new List<HookResult>();
        while (_ended.TryDequeue(out var result)) results.Add(result);
        var own = results.Count;
        try
        {
            if (_othersWork) results.AddRange(Orphans(results, cancellation));
            _folder.Prepare();
            var outcome = _transactions.Run(tx => Pass(tx, results, takesWork), cancellation, _listener);
            foreach (var result in results) Forget(result);
            foreach (var run in outcome.Aborts) if (_running.TryGetValue(run, out var pointless)) pointless.Abort();
            foreach (var order in outcome.Orders) Start(order);
            return outcome;
        }
        catch
        {
            foreach (var result in results.Take(own)) _ended.Enqueue(result);

            // The store may have committed although it could not say so: then hooks are taken on that are never started.
            _othersWork = true;
            throw;
        }
    }

    /// <summary>Waits until a change, the end of a hook, or <see cref="Due"/>.</summary>
    public void WaitForWork(TimeSpan atMost, CancellationToken cancellation)
    {
        var patience = Due - _transactions.Clock.Now();
        _listener.Wait(TimeSpan.FromMilliseconds(Math.Clamp(patience.TotalMilliseconds, 10, Math.Max(10, atMost.TotalMilliseconds))),
            cancellation);
    }

    /// <summary>Leaves. Hooks that still run go on by themselves, and whoever manages next learns how they end.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        try
        {
            _transactions.Run(
                tx =>
                {
                    tx.Session.Queue.RemoveManager(_self.Id);
                    tx.Touch();
                    return 0;
                },
                CancellationToken.None);
        }
        catch (AllocationException gone)
        {
            // The store is away, which led here and is the error to report. Silence will tell the others the same.
            Trace.TraceInformation(gone.Message);
        }
    }

    private PassOutcome Pass(QueueTransaction tx, IReadOnlyList<HookResult> results, bool takesWork)
    {
        if (_self.Heartbeat + ManagerLiveness.Beat <= tx.Now)
        {
            _self = _self with { Heartbeat = tx.Now };
            tx.Session.Queue.SaveManager(_self);
        }

        foreach (var dead in tx.Session.Queue.Managers().Where(m => m.Id != _self.Id && !ManagerLiveness.IsAlive(m, tx.Now)))
            tx.Session.Queue.RemoveManager(dead.Id);
        var outcome = _pass.Run(tx, _self.Id, results, takesWork);
        _othersWork = outcome.OthersWork;

        // Nothing reports when a hook ends whose manager is gone, so while there may be such, look for it.
        var look = _othersWork ? tx.Now + TimeSpan.FromMilliseconds(250) : _self.Heartbeat + ManagerLiveness.Beat;
        Due = outcome.Due is { } due && due < look ? due : look;
        return outcome;
    }

    private void Start(HookOrder order)
    {
        Report?.Invoke(ManagerEvent.Begun(order));
        _running[order.Run] = HookRun.Start(_folder, order, result =>
        {
            _ended.Enqueue(result);
            _listener.Ring();
        });
    }

    private void Forget(HookResult result)
    {
        _running.TryRemove(result.Run, out _);
        _folder.ForgetRun(result.Run);
        Report?.Invoke(ManagerEvent.Ended(result));
    }

    // Hooks that were taken on by a manager that is gone; and those that this manager took on and never began.
    private List<HookResult> Orphans(IReadOnlyList<HookResult> known, CancellationToken cancellation)
    {
        var now = _transactions.Clock.Now();
        var (managers, works) = _transactions.Read(session =>
            (session.Queue.Managers().ToDictionary(m => m.Id), PoolSnapshot.Works(session)), cancellation);
        _folder.ForgetRunsBut(works.Select(w => w.Work.Run).ToHashSet());
        var inspection = new HookInspection(_folder);
        var found = new List<HookResult>();
        foreach (var (order, work) in works)
        {
            if (_running.ContainsKey(work.Run) || known.Any(r => r.Run == work.Run)) continue;
            var owner = managers.GetValueOrDefault(work.Owner);
            if (work.Owner != _self.Id && owner is not null && ManagerLiveness.IsAlive(owner, now)) continue;

            // After a restart of the machine its host is another one, and the folder still says that the hook was here.
            var here = work.Host == ProcessMark.Host || (owner is null && Directory.Exists(_folder.Run(work.Run)));

            // Whether a hook still runs on another machine cannot be seen from here, but it has a limit.
            if (!here && work.Since + work.Limit > now) continue;
            if (inspection.Look(order, here, now - work.Since) is { } result) found.Add(result);
        }

        return found;
    }
}

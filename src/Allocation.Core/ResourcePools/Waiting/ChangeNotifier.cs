using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.ResourcePools.Waiting;

/// <summary>
/// Wakes those who wait for a change of a store: at once when this process made it, or when the store tells that another one
/// did; within <see cref="Interval"/> where the store does not tell. There is one for each store and process; it costs nothing once no one
/// has listened for a while.
/// </summary>
internal sealed class ChangeNotifier
{
    private static readonly ConcurrentDictionary<string, ChangeNotifier> s_notifiers = new(StringComparer.Ordinal);

    private readonly object _gate = new();
    private readonly List<ChangeSubscription> _listeners = [];
    private long _revision = -1;
    private readonly AutoResetEvent _unheard = new(false);
    private readonly TimeSpan _linger;
    private bool _watched;

    /// <summary>A notifier of its own: it hears of commits passed to <see cref="Committed"/>, and of those that the store tells.</summary>
    /// <param name="linger">How long a watch that has begun is kept after the last listener left.</param>
    internal ChangeNotifier(TimeSpan linger) => _linger = linger;

    /// <summary>How often a store that does not tell is asked whether another process changed it.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(10);

    // To begin a watch takes a connection and more than ten milliseconds. Who waits for one ticket after the other has one for all.
    private static TimeSpan Linger { get; } = TimeSpan.FromSeconds(5);

    public static ChangeNotifier Of(StoreUri uri) => s_notifiers.GetOrAdd(uri.Identity, _ => new ChangeNotifier(Linger));

    /// <summary>One that wakes no waiter: what a preview changes is not there for others.</summary>
    public static ChangeNotifier Unheard() => new(Linger);

    /// <summary>Listens until disposed.</summary>
    /// <param name="store">Where changes of other processes are looked for.</param>
    /// <param name="ticket">The one ticket that matters; null for every change.</param>
    public ChangeSubscription Listen(IAllocationStore store, long? ticket)
    {
        var listener = new ChangeSubscription(this, store, ticket);
        lock (_gate)
        {
            _listeners.Add(listener);
            Monitor.Pulse(_gate);
            if (_watched) return listener;
            _watched = true;
        }

        new Thread(Watch, 256 * 1024) { IsBackground = true, Name = "Allocation change notifier" }.Start();
        return listener;
    }

    /// <summary>This process committed a revision, in which these tickets were decided.</summary>
    public void Committed(long revision, IReadOnlyCollection<long> decided, ChangeSubscription? self)
    {
        lock (_gate)
        {
            // A gap means that another process committed in between, and what it decided is not known.
            var foreign = _revision >= 0 && revision > _revision + 1;
            _revision = Math.Max(_revision, revision);
            foreach (var listener in _listeners)
            {
                if (listener == self && !foreign) continue;
                if (foreign || listener.Ticket is not { } ticket || decided.Contains(ticket)) listener.Ring();
            }
        }
    }

    public void Forget(ChangeSubscription listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
            if (_listeners.Count == 0) _unheard.Set();
        }
    }

    private void Watch()
    {
        using var watcher = new QueueWatcher();
        while (NextStore(watcher) is { } store)
        {
            if (watcher.Next(store, _unheard) is { } revision) Heard(revision);
            else if (Look(store)) watcher.Missed();
        }
    }

    private IAllocationStore? NextStore(QueueWatcher watcher)
    {
        lock (_gate)
        {
            // Whoever listens again looks at the store after that: what came meanwhile is found, and what comes later is told.
            while (_listeners.Count == 0 && watcher.IsTold && Monitor.Wait(_gate, _linger))
            {
            }

            if (_listeners.Count > 0) return _listeners[0].Store;
            _watched = false;
            return null;
        }
    }

    // Whether there was news.
    private bool Look(IAllocationStore store)
    {
        try
        {
            return Heard(store.Read(session => session.Queue.Read().Revision));
        }
        catch (Exception error) when (error is AllocationException or ObjectDisposedException)
        {
            // Whoever waits looks at the store next, and meets the same error where it can be reported.
            lock (_gate) foreach (var listener in _listeners) listener.Ring();
            return false;
        }
    }

    private bool Heard(long revision)
    {
        lock (_gate)
        {
            if (revision <= _revision) return false;
            _revision = revision;
            foreach (var listener in _listeners) listener.Ring();
            return true;
        }
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools.Waiting;

/// <summary>
/// Hears of changes that other processes make: from the store where it tells of them, else, and while the line to it is
/// broken, by looking every <see cref="ChangeNotifier.Interval"/>. It belongs to one thread.
/// </summary>
internal sealed class QueueWatcher : IDisposable
{
    // A line that died without a word is found by a look after so long.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    // So that a server that takes connections and drops them at once is not flooded with them.
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromSeconds(1);

    private IQueueWatch? _watch;
    private IAllocationStore? _watchedStore;
    private bool _hasWaited;
    private bool _wasSilent;
    private long _nextTry;

    /// <summary>Whether a watch has begun.</summary>
    public bool IsTold => _watch is not null;

    /// <summary>
    /// Waits for news. The revision that the store told; null when the caller has to look itself, which it also has to after
    /// each new beginning of a watch: what was changed before that is not told.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="unheard">Set when there is no listener any more.</param>
    public long? Next(IAllocationStore store, WaitHandle unheard)
    {
        _wasSilent = false;

        // The other store of the same address may be closed by now.
        if (_watchedStore != store) End();
        if (_watch is not null) return Told();

        // Most waits are over in a moment, and their own line would cost more than they do.
        if (_hasWaited && TryBegin(store)) return null;
        _hasWaited = true;
        unheard.WaitOne(ChangeNotifier.Interval);
        return null;
    }

    /// <summary>The look found news. A watch that was silent about them is replaced.</summary>
    public void Missed()
    {
        if (_wasSilent) End();
    }

    public void Dispose() => End();

    private long? Told()
    {
        try
        {
            var revision = _watch!.Next(s_patience);
            _wasSilent = revision is null;
            return revision;
        }
        catch (Exception error) when (error is AllocationException or ObjectDisposedException)
        {
            // The caller looks, and until the watch begins again it looks all the time.
            End();
            return null;
        }
    }

    private bool TryBegin(IAllocationStore store)
    {
        if (Environment.TickCount64 < _nextTry) return false;
        _nextTry = Environment.TickCount64 + (long)s_betweenTries.TotalMilliseconds;
        try
        {
            _watch = store.WatchQueue();
            _watchedStore = store;
            return _watch is not null;
        }
        catch (Exception error) when (error is AllocationException or ObjectDisposedException)
        {
            // Until the next try the store is looked at instead.
            return false;
        }
    }

    private void End()
    {
        _watch?.Dispose();
        _watch = null;
    }
}

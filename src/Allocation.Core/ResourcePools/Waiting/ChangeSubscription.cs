using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools.Waiting;

/// <summary>A waiter for a change. A ring while no one waits is kept for the next wait, so none is lost.</summary>
internal sealed class ChangeSubscription(ChangeNotifier notifier, IAllocationStore store, long? ticket) : IDisposable
{
    private readonly AutoResetEvent _rung = new(false);
    private bool _disposed;

    public IAllocationStore Store => store;

    /// <summary>The ticket that matters; null for every change.</summary>
    public long? Ticket => ticket;

    public void Ring()
    {
        lock (_rung)
        {
            if (!_disposed) _rung.Set();
        }
    }

    /// <summary>Waits for a change. False when none came in time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool Wait(TimeSpan patience, CancellationToken cancellation)
    {
        var milliseconds = (int)Math.Clamp(Math.Ceiling(patience.TotalMilliseconds), 0, int.MaxValue);
        var rung = WaitHandle.WaitAny([_rung, cancellation.WaitHandle], milliseconds);
        cancellation.ThrowIfCancellationRequested();
        return rung == 0;
    }

    public void Dispose()
    {
        notifier.Forget(this);
        lock (_rung)
        {
            _disposed = true;
            _rung.Dispose();
        }
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Stores;

/// <summary>Lets the threads of one process write one after the other, so that they wait instead of polling for the lock of the file.</summary>
internal sealed class WriterGate(StoreUri store, TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);
    private int _holder;

    /// <summary>Waits for its turn; dispose the result to let the next one in.</summary>
    /// <exception cref="StoreConflictException">The turn did not come in time.</exception>
    /// <exception cref="InvalidOperationException">This thread is inside already: it would wait for itself.</exception>
    public Turn Enter(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _holder) == Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("A transaction of this store is open on this thread already.");
        if (!_free.Wait(patience, cancellation))
            throw new StoreConflictException(store.ToString(), $"other threads wrote for {patience.TotalSeconds} s without a break");
        Volatile.Write(ref _holder, Environment.CurrentManagedThreadId);
        return new(this);
    }

    public void Dispose() => _free.Dispose();

    internal readonly struct Turn(WriterGate gate) : IDisposable
    {
        public void Dispose()
        {
            Volatile.Write(ref gate._holder, 0);
            gate._free.Release();
        }
    }
}

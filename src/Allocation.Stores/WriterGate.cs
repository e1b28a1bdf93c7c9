using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores;

/// <summary>Lets the threads of one process write one after the other, so that they wait instead of polling for the lock of the
/// file.</summary>
/// <param name="store">The store.</param>
internal sealed class WriterGate(StoreUri store) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);
    private int _holder;

    /// <summary>Waits for its turn; dispose the result to let the next one in.</summary>
    /// <exception cref="StoreConflictException">The turn did not come in time.</exception>
    /// <exception cref="InvalidOperationException">This thread is inside already: it would wait for itself.</exception>
    /// <param name="wait">The wait, as it began.</param>
    /// <param name="cancellation">Ends it.</param>
    public Turn Enter(LockPatience wait, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _holder) == Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("A transaction of this store is already open on this thread.");
        do
        {
            if (!_free.Wait(wait.Next(), cancellation)) continue;
            Volatile.Write(ref _holder, Environment.CurrentManagedThreadId);
            return new(this);
        }
        while (wait.Next() > TimeSpan.Zero);
        throw new StoreConflictException(store.ToString(),
            $"it waited {wait.Waited.TotalSeconds:0} s for other threads of this process that write");
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

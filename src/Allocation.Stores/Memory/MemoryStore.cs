using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Memory;

// What this store cannot do: it forgets everything when the process ends, and no other process sees it. It is the rows
// and their rules without a disk: the JSON file is this with loading and saving, tests use it as it is.

/// <summary>A store in the memory of one process. The whole state is one value that never changes: readers keep theirs, a commit puts
/// another in its place.</summary>
/// <param name="uri">The place it stands for; nothing is read or written there.</param>
/// <param name="machine">The clock of the machine; the system's when null.</param>
internal sealed class MemoryStore(StoreUri uri, TimeProvider? machine = null) : IAllocationStore
{
    private readonly StoreClock _clock = new(machine ?? TimeProvider.System);
    private readonly WriterGate _gate = new(uri);
    private volatile MemoryState _state = MemoryState.Empty;

    /// <inheritdoc/>
    public StoreUri Uri => uri;

    /// <inheritdoc/>
    public int Schema => 1;

    /// <inheritdoc/>
    public TimeProvider Clock => _clock;

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        using var turn = _gate.Enter(new(RetryingStore.DefaultPatience), cancellation);
        var session = new MemorySession(_state, writable: true);
        try
        {
            var result = work(session);
            cancellation.ThrowIfCancellationRequested();
            _state = session.State;
            return result;
        }
        finally
        {
            session.End();
        }
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return MemorySession.Read(_state, query);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}

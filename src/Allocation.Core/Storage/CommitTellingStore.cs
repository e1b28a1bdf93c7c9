using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Storage;

/// <summary>A store that tells of each transaction when it was committed.</summary>
/// <param name="inner">The store; disposed with this one.</param>
/// <param name="committed">Told with the session of the transaction, which must not be used any more.</param>
internal sealed class CommitTellingStore(IAllocationStore inner, Action<IStoreSession> committed) : IAllocationStore
{
    /// <inheritdoc/>
    public StoreUri Uri => inner.Uri;

    /// <inheritdoc/>
    public int Schema => inner.Schema;

    /// <inheritdoc/>
    public TimeProvider Clock => inner.Clock;

    /// <inheritdoc/>
    public string? Engine => inner.Engine;

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        // Work that runs again after a conflict has another session; the last one is the one that counts.
        IStoreSession? last = null;
        var result = inner.Run(
            session =>
            {
                last = session;
                return work(session);
            },
            cancellation);
        if (last is not null) committed(last);
        return result;
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

    /// <inheritdoc/>
    public T ReadLasting<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        inner.ReadLasting(query, cancellation);

    /// <inheritdoc/>
    public IQueueWatch? WatchQueue() => inner.WatchQueue();

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}

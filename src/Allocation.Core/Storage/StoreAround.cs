using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Storage;

/// <summary>A store that adds something to the transactions of another one, which is disposed with it.</summary>
internal abstract class StoreAround(IAllocationStore inner) : IAllocationStore
{
    /// <inheritdoc/>
    public StoreUri Uri => Inner.Uri;

    /// <inheritdoc/>
    public int Schema => Inner.Schema;

    /// <inheritdoc/>
    public TimeProvider Clock => Inner.Clock;

    /// <inheritdoc/>
    public string? Engine => Inner.Engine;

    /// <summary>The other one.</summary>
    protected IAllocationStore Inner { get; } = inner;

    /// <inheritdoc/>
    public abstract T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => Inner.Read(query, cancellation);

    /// <inheritdoc/>
    public T ReadLasting<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        Inner.ReadLasting(query, cancellation);

    /// <inheritdoc/>
    public IQueueWatch? WatchQueue() => Inner.WatchQueue();

    /// <inheritdoc/>
    public void Dispose() => Inner.Dispose();
}

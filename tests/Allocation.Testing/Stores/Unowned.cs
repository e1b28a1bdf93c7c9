using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>A store that stays open when whoever it is lent to disposes of it.</summary>
public sealed class Unowned(IAllocationStore store) : IAllocationStore
{
    public StoreUri Uri => store.Uri;

    public int Schema => store.Schema;

    public TimeProvider Clock => store.Clock;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => store.Run(work, cancellation);

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => store.Read(query, cancellation);

    public IQueueWatch? WatchQueue() => store.WatchQueue();

    public void Dispose() => GC.SuppressFinalize(this);
}

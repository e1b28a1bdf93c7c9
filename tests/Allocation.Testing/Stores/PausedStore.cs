using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>A store before whose first transaction something else happens.</summary>
public sealed class PausedStore(IAllocationStore inner, Action before) : IAllocationStore
{
    private Action? _before = before;

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        Interlocked.Exchange(ref _before, null)?.Invoke();
        return inner.Run(work, cancellation);
    }

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

    public void Dispose() => inner.Dispose();
}

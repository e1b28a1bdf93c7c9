using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>Counts commits, and lets a test do something after each.</summary>
public sealed class CountingStore(IAllocationStore inner) : IAllocationStore
{
    public int Commits { get; set; }

    public Action? AfterCommit { get; set; }

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        var result = inner.Run(work, cancellation);
        Commits++;
        AfterCommit?.Invoke();
        return result;
    }

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

    // The store may be shared by several systems of one test.
    public void Dispose()
    {
    }
}

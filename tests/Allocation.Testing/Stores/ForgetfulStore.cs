using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>A store that breaks its promise: every fifth transaction is reported as committed, and is not.</summary>
public sealed class ForgetfulStore(IAllocationStore inner) : IAllocationStore
{
    private int _runs;

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        if (Interlocked.Increment(ref _runs) % 5 != 0) return inner.Run(work, cancellation);
        var result = default(T);
        try
        {
            return inner.Run<T>(
                session =>
                {
                    result = work(session);
                    throw new Forgotten();
                },
                cancellation);
        }
        catch (Forgotten)
        {
            return result!;
        }
    }

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

    public void Dispose() => inner.Dispose();

    private sealed class Forgotten : Exception;
}

using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>
/// A store that counts what is done with it, and lets a test step in before each single thing: a call on the rows, the
/// commit of a transaction. What the test throws there undoes the transaction, as the error of a real store does.
/// </summary>
public sealed class FaultyStore(IAllocationStore inner) : IAllocationStore
{
    /// <summary>Called before each step with its number, from 1, counted since this was set.</summary>
    public Action<int>? OnStep
    {
        get;
        set
        {
            field = value;
            Steps = 0;
        }
    }

    public int Steps { get; private set; }

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) => inner.Run(
        session =>
        {
            var result = work(new SteppedSession(session, Step));
            Step();
            return result;
        },
        cancellation);

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        inner.Read(session => query(new SteppedSession(session, Step)), cancellation);

    public void Dispose() => inner.Dispose();

    private void Step()
    {
        Steps++;
        OnStep?.Invoke(Steps);
    }
}

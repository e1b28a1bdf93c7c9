namespace Allocation.Core.Storage;

/// <summary>A store that tells of each transaction when it was committed.</summary>
/// <param name="inner">The store; disposed with this one.</param>
/// <param name="committed">Told with the session of the transaction, which must not be used any more.</param>
internal sealed class CommitTellingStore(IAllocationStore inner, Action<IStoreSession> committed) : StoreAround(inner)
{
    /// <inheritdoc/>
    public override T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        // Work that runs again after a conflict has another session; the last one is the one that counts.
        IStoreSession? last = null;
        var result = Inner.Run(
            session =>
            {
                last = session;
                return work(session);
            },
            cancellation);
        if (last is not null) committed(last);
        return result;
    }
}

using Allocation.Core.ResourcePools.Waiting;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools;

/// <summary>Runs transactions over tickets and resources, and wakes those who wait once they are committed.</summary>
internal sealed class QueueTransactions(IAllocationStore store, TimeProvider clock, ChangeNotifier notifier)
{
    public IAllocationStore Store => store;

    public TimeProvider Clock => clock;

    public ChangeNotifier Notifier => notifier;

    /// <summary>Runs a transaction.</summary>
    /// <param name="work">What to do; may run again after a conflict.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <param name="self">The listener of the caller, who knows already.</param>
    public T Run<T>(Func<QueueTransaction, T> work, CancellationToken cancellation, ChangeSubscription? self = null)
    {
        QueueTransaction? last = null;
        var result = store.Run(
            session =>
            {
                last = new QueueTransaction(session, clock.Now());
                var value = work(last);
                last.Finish();
                return value;
            },
            cancellation);
        if (last is { Changed: true }) Notifier.Committed(last.Revision, last.Decided, self);
        return result;
    }

    public T ReadLasting<T>(Func<IStoreSession, T> query, CancellationToken cancellation) => store.ReadLasting(query, cancellation);

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation) => store.Read(query, cancellation);
}

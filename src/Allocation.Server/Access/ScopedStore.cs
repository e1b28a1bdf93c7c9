using Allocation.Core.Access;
using Allocation.Core.Storage;

namespace Allocation.Server.Access;

/// <summary>A store in which a caller takes from his own pools only: whichever way a definition names a pool, what it takes comes to the
/// ledger. What is given back and what is read is checked before, by the routes.</summary>
internal sealed class ScopedStore(IAllocationStore inner, PoolScope scope) : StoreAround(inner)
{
    /// <inheritdoc/>
    public override T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) =>
        Inner.Run(session => work(new ScopedSession(session, scope)), cancellation);
}

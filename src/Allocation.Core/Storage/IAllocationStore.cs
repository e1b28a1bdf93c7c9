using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Storage;

/// <summary>
/// Where the records live. A store holds rows and decides nothing: which number is next, what a name means, which state
/// change is legal is decided above it, once. Failure bias: better to leak than to double-allocate; what was reported as
/// committed survives a power cut.
/// </summary>
/// <remarks>One instance may be used by several threads at once; a session belongs to one thread.</remarks>
public interface IAllocationStore : IDisposable
{
    /// <summary>Where it is.</summary>
    StoreUri Uri { get; }

    /// <summary>The number of its schema.</summary>
    int Schema { get; }

    /// <summary>
    /// The time by which what is in the store becomes free or ends. Where one server serves many machines it is the server's;
    /// on a file it is the machine's, which never goes back behind the latest time that the store has seen.
    /// </summary>
    TimeProvider Clock => TimeProvider.System;

    /// <summary>
    /// What keeps the records, with its version: <c>SQLite 3.53.4</c>, <c>PostgreSQL 15.18</c>, as it was when the store was opened. Null
    /// for a document that this program reads and writes itself.
    /// </summary>
    string? Engine => null;

    /// <summary>
    /// Begins, runs <paramref name="work"/>, commits. Leaving by an exception undoes everything. No one else writes what
    /// the work has locked or read for update before it ends.
    /// </summary>
    /// <remarks>The work may run again after a conflict (see <see cref="RetryingStore"/>), so it has no effect outside the
    /// session.</remarks>
    /// <exception cref="Errors.StoreConflictException">Another caller was faster; run it again.</exception>
    /// <exception cref="Errors.StoreUnavailableException">
    /// The store cannot be reached or written. Nothing was changed, unless the message says that the outcome is not known, as of
    /// a server that is gone since the commit was sent to it; or that the change was made, but may not outlast a power cut.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the commit; nothing was changed.</exception>
    T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default);

    /// <summary>Runs <paramref name="query"/> on one consistent state. Writing in it is an error of the caller.</summary>
    T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default);

    /// <summary>
    /// As <see cref="Read{T}"/>, for what a caller acts upon outside of the store: everything that it sees lasts. A server with a
    /// synchronous standby can show what the standby does not have.
    /// </summary>
    T ReadLasting<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => Read(query, cancellation);

    /// <summary>
    /// Begins to watch the queue. Null where the store does not report changes, so that it has to be looked at. The watch
    /// outlives the store.
    /// </summary>
    /// <exception cref="Errors.StoreUnavailableException">The store cannot be reached.</exception>
    IQueueWatch? WatchQueue() => null;
}

using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Sqlite;

/// <summary>
/// The order in which processes write. SQLite's own lock decides who may; but it has no queue, and many who ask for it over and over
/// keep the one from working who has it.
/// </summary>
internal sealed class SqliteQueue(StoreUri store, SqliteErrors errors)
{
    private readonly WriterQueue _queue = new(store.Location, store.BusyTimeout);

    /// <summary>The file whose time is set by each commit that changes the queue of tickets.</summary>
    public string NewsFile => _queue.NewsFile;

    /// <summary>A wait that begins now.</summary>
    public LockPatience Begin() => _queue.Begin();

    /// <summary>Tells other processes that the queue of tickets was changed. To be called after the commit.</summary>
    public void Tell() => _queue.Tell();

    /// <summary>Waits for a turn; dispose the result to let the next one in. Null where there is no queue.</summary>
    /// <exception cref="StoreConflictException">No waiter got a turn for as long as the store waits.</exception>
    public FileLock? Enter(LockPatience wait, CancellationToken cancellation)
    {
        try
        {
            return _queue.Enter(wait, cancellation);
        }
        catch (WaitTimeoutException e)
        {
            throw errors.Conflict(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The lock files belong to another user of a shared store, or the file system has no such locks. SQLite still
            // keeps writers apart, only without an order.
            return null;
        }
    }
}

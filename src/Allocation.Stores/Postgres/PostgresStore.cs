using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres.Addresses;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Postgres;

// What this store cannot do, and why:
// - Hear of changes, or prepare statements, through a pooler that changes the server's session between transactions
//   (PgBouncer's "transaction" mode). It sees that there is one, leaves nothing in a session, and looks for changes instead.
// - Survive the loss of a primary whose standby lags behind: what only the old primary had is gone, whatever was reported.
//   synchronous_standby_names prevents that; commits then wait for the standby.
// - Take two pools in any order without ever being undone. Two transactions that take them the other way round block each
//   other; the server sees that after a second (deadlock_timeout) and ends one, whose work runs again.
// - Interrupt a wait at once when the network swallows every packet: then a statement ends with its time limit.

/// <summary>A store in a schema of a PostgreSQL database.</summary>
internal sealed class PostgresStore : IAllocationStore
{
    private readonly PostgresErrors _errors;
    private readonly PostgresConnectionPool _links;
    private readonly ConcurrentDictionary<int, bool> _writingThreads = [];

    private PostgresStore(StoreUri uri, int schema, string engine, PostgresErrors errors, PostgresConnectionPool links, PostgresClock clock)
    {
        (Uri, Schema, Engine, _errors, _links, Clock) = (uri, schema, engine, errors, links, clock);
        clock.Ask = () => links.GiveBack(links.Take(_ => { }, CancellationToken.None));
    }

    /// <inheritdoc/>
    public StoreUri Uri { get; }

    /// <inheritdoc/>
    public int Schema { get; }

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <inheritdoc/>
    public string? Engine { get; }

    /// <summary>Connects, makes the schema when it is not there, and brings an older one up to date.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, does not let us in, or the text cannot be
    /// understood.</exception>
    /// <exception cref="StoreCorruptException">The schema is of another program.</exception>
    /// <exception cref="StoreTooNewException">A newer version of Allocation made it.</exception>
    public static PostgresStore Open(StoreUri uri, CancellationToken cancellation = default) =>
        Open(uri, PostgresSchema.Current, cancellation);

    /// <summary>As <see cref="Open(StoreUri, CancellationToken)"/>, but null when the server says that there is none.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not let us in.</exception>
    public static PostgresStore? OpenIfExists(StoreUri uri, CancellationToken cancellation = default) =>
        Open(uri, PostgresSchema.Current, TimeProvider.System, isMade: false, cancellation);

    /// <summary>As <see cref="Open(StoreUri, CancellationToken)"/>, with these steps of the schema, on a machine with this clock.</summary>
    internal static PostgresStore Open(StoreUri uri, SchemaScripts steps, CancellationToken cancellation = default,
        TimeProvider? machine = null) =>
        Open(uri, steps, machine ?? TimeProvider.System, isMade: true, cancellation)!;

    private static PostgresStore? Open(StoreUri uri, SchemaScripts steps, TimeProvider machine, bool isMade, CancellationToken cancellation)
    {
        var address = PostgresAddress.Parse(uri, Environment.GetEnvironmentVariable);
        var errors = new PostgresErrors(uri, address);
        var clock = new PostgresClock(machine);
        var links = new PostgresConnectionPool(uri, address, errors, clock);
        try
        {
            var link = links.Open(cancellation);
            var engine = link.Engine;
            bool isThere;
            try
            {
                isThere = new PostgresSchema(address, errors, steps).Open(link, isMade, cancellation);
            }
            finally
            {
                links.GiveBack(link);
            }

            if (isThere) return new(uri, steps.Latest, engine, errors, links, clock);
            links.Dispose();
            return null;
        }
        catch
        {
            links.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        var thread = Environment.CurrentManagedThreadId;
        if (!_writingThreads.TryAdd(thread, true))
            throw new InvalidOperationException("A transaction of this store is already open on this thread.");
        try
        {
            var link = _links.Take(l => l.BeginWrite(cancellation), cancellation);
            try
            {
                return Write(link, work, cancellation);
            }
            finally
            {
                _links.GiveBack(link);
            }
        }
        finally
        {
            _writingThreads.TryRemove(thread, out _);
        }
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default)
    {
        var link = _links.Take(l => l.BeginReadSession(cancellation), cancellation);
        var session = link.ReadSession();
        try
        {
            return query(session);
        }
        finally
        {
            link.EndReadSession(session);
            _links.GiveBack(link);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A commit, which each transaction here has something for, waits until all that was committed before is on the
    /// standby.</remarks>
    public T ReadLasting<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => Run(query, cancellation);

    /// <inheritdoc/>
    public IQueueWatch? WatchQueue() => _links.Watch();

    /// <inheritdoc/>
    public void Dispose() => _links.Dispose();

    private T Write<T>(PooledPostgresConnection link, Func<IStoreSession, T> work, CancellationToken cancellation)
    {
        var session = link.Session(writable: true);
        T result;
        bool isCommitted;
        try
        {
            result = work(session);
            var rest = session.Finish();
            cancellation.ThrowIfCancellationRequested();
            isCommitted = link.TryCommit(rest);
        }
        catch
        {
            session.End();
            link.Rollback();
            throw;
        }

        return isCommitted || new PostgresOutcome(_links, _errors).WasCommitted(link.Transaction, cancellation)
            ? result
            : throw _errors.Lost(null);
    }
}

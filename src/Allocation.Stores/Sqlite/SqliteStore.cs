using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Sqlite;

// What this store cannot do, and why:
// - Two writers at once. SQLite locks the whole file, so writers take turns, also those of different pools. Readers never
//   wait and are never waited for (write-ahead log).
// - Folders on the network. The log is shared through memory of one machine; on NFS or SMB two hosts would not see each
//   other's locks. Several hosts need PostgreSQL.

/// <summary>A store in a SQLite database file.</summary>
internal sealed class SqliteStore : IAllocationStore
{
    // A page more in the log for each transaction would be too much for what is lost: a second, when a clock goes back.
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly StoreClock _clock;
    private readonly SqliteConnectionPool _links;
    private readonly WriterGate _gate;
    private readonly SqliteQueue _queue;
    private readonly SqliteErrors _errors;

    private SqliteStore(StoreUri uri, SqliteErrors errors, PooledSqliteConnection first, int schema, StoreClock clock)
    {
        _clock = clock;
        Uri = uri;
        Schema = schema;
        Engine = first.Engine;
        _links = new(uri, errors);
        _links.GiveBack(first);
        _queue = new(uri, errors);
        _gate = new(uri);
        _errors = errors;
    }

    /// <inheritdoc/>
    public StoreUri Uri { get; }

    /// <inheritdoc/>
    public int Schema { get; }

    /// <inheritdoc/>
    public TimeProvider Clock => _clock;

    /// <inheritdoc/>
    public string? Engine { get; }

    /// <summary>Opens the file, makes it when it is not there, and brings an older schema up to date, after a backup beside it. A file that
    /// is refused is left unchanged.</summary>
    /// <exception cref="Core.Errors.StoreUnavailableException">The folder is missing, or the file cannot be made or written.</exception>
    /// <exception cref="Core.Errors.StoreCorruptException">It is not an SQLite database, or that of another program.</exception>
    /// <exception cref="Core.Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    public static SqliteStore Open(StoreUri uri, CancellationToken cancellation = default) => Open(uri, SqliteSchema.Current, cancellation);

    /// <summary>As <see cref="Open(StoreUri, CancellationToken)"/>, with these steps of the schema, on a machine with this clock.</summary>
    internal static SqliteStore Open(StoreUri uri, SchemaScripts scripts, CancellationToken cancellation = default,
        TimeProvider? machine = null)
    {
        uri = uri.WithoutLinks();
        var errors = new SqliteErrors(uri);
        StoreFile.Ensure(uri);
        // SQLite takes a file of one byte for an empty one.
        if (new FileInfo(uri.Location).Length == 1) throw errors.Corrupt("it is not an SQLite database");
        var clock = new StoreClock(machine ?? TimeProvider.System);
        var link = new SqliteSchema(uri, errors, scripts).Open(cancellation);
        try
        {
            clock.See(link.Latest(cancellation));
            return new(uri, errors, link, scripts.Latest, clock);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        var wait = _queue.Begin();
        using var turn = _gate.Enter(wait, cancellation);
        using var place = _queue.Enter(wait, cancellation);
        var link = _links.Take(cancellation);
        try
        {
            link.BeginWrite(cancellation);
            var written = Within(link, writable: true, session =>
            {
                var kept = link.Latest(cancellation);
                _clock.See(kept);
                var result = work(session);
                cancellation.ThrowIfCancellationRequested();
                if (_clock.Latest - kept >= s_step) link.Keep(_clock.Latest);
                return result;
            });
            if (link.HasQueueChanged) _queue.Tell();
            return written;
        }
        finally
        {
            _links.GiveBack(link);
        }
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default)
    {
        var link = _links.Take(cancellation);
        try
        {
            link.BeginRead(cancellation);
            return Within(link, writable: false, query);
        }
        finally
        {
            _links.GiveBack(link);
        }
    }

    /// <inheritdoc/>
    public IQueueWatch? WatchQueue() =>
        SqliteQueueWatch.TryBegin(Uri.Location, _queue.NewsFile, _errors, () => Read(session => session.Queue.Read().Revision));

    /// <inheritdoc/>
    public void Dispose()
    {
        _links.Dispose();
        _gate.Dispose();
    }

    private static T Within<T>(PooledSqliteConnection link, bool writable, Func<IStoreSession, T> work)
    {
        var session = link.Session(writable);
        try
        {
            var result = work(session);
            session.Flush();
            session.End();
            link.Commit();
            return result;
        }
        catch
        {
            session.End();
            link.Rollback();
            throw;
        }
    }
}

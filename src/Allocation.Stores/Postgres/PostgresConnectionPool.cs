using System.Collections.Concurrent;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres.Addresses;

namespace Allocation.Stores.Postgres;

/// <summary>The open connections of a store that are not in use. The one used last is given first: its caches are warm.</summary>
internal sealed class PostgresConnectionPool(StoreUri uri, PostgresAddress address, PostgresErrors errors, PostgresClock clock)
    : IDisposable
{
    // As many as threads that may well use one store at the same time; more are opened when needed and closed afterwards.
    private const int KeepOpen = 8;

    private readonly PostgresSource _source = new(address, errors, clock);
    private readonly PostgresNotifications _notifications = new(uri, address.Schema);
    private readonly ConcurrentStack<PooledPostgresConnection> _idle = [];
    private volatile bool _disposed;
    private volatile bool _isPooled;

    /// <summary>A connection on which <paramref name="begin"/> went through. One that broke while it lay idle is replaced.</summary>
    public PooledPostgresConnection Take(Action<PooledPostgresConnection> begin, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_idle.TryPop(out var idle))
        {
            try
            {
                if (clock.IsStale) idle.AskTime(clock, cancellation);
                begin(idle);
                return idle;
            }
            catch (Core.Errors.StoreUnavailableException error) when (error.IsPassing)
            {
                idle.Dispose();
            }
            catch
            {
                GiveBack(idle);
                throw;
            }
        }

        var link = Open(cancellation);
        try
        {
            begin(link);
            return link;
        }
        catch
        {
            GiveBack(link);
            throw;
        }
    }

    /// <summary>A new connection, ready for statements.</summary>
    /// <exception cref="Core.Errors.StoreUnavailableException">The server cannot be reached, or does not let us in.</exception>
    public PooledPostgresConnection Open(CancellationToken cancellation)
    {
        var (connection, look) = Connect(cancellation);
        return new(errors, _notifications, address.QuotedSchema, connection, look);
    }

    /// <summary>A separate connection that hears of changes of the queue; null where a pooler would take its session away.</summary>
    /// <exception cref="Core.Errors.StoreUnavailableException">The server cannot be reached, or does not let us in.</exception>
    public PostgresQueueWatch? Watch()
    {
        if (_isPooled) return null;
        var (connection, _) = Connect(CancellationToken.None);
        if (!connection.IsPooled) return new(errors, _notifications, connection.Line);
        connection.Line.Dispose();
        return null;
    }

    public void GiveBack(PooledPostgresConnection link)
    {
        // What broke one has most often broken all.
        if (!link.IsUsable) CloseIdle();
        if (link.IsWorthKeeping && _idle.Count < KeepOpen) _idle.Push(link);
        else link.Dispose();
        if (_disposed) CloseIdle();
    }

    public void Dispose()
    {
        _disposed = true;
        CloseIdle();
        _source.Dispose();
    }

    private (PostgresConnection Connection, PostgresLook Look) Connect(CancellationToken cancellation)
    {
        var (connection, look) = _source.Open(cancellation);
        _isPooled = connection.IsPooled;
        return (connection, look);
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var link)) link.Dispose();
    }
}

using System.Collections.Concurrent;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Sqlite;

/// <summary>The open connections of a store that are not in use. The one used last is given first: its caches are warm.</summary>
internal sealed class SqliteConnectionPool(StoreUri store, SqliteErrors errors) : IDisposable
{
    // As many as threads that may well use one store at the same time; more are opened when needed and closed afterwards.
    private const int KeepOpen = 8;

    private readonly ConcurrentStack<PooledSqliteConnection> _idle = [];
    private volatile bool _disposed;

    public PooledSqliteConnection Take(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_idle.TryPop(out var link)) return link;
        link = PooledSqliteConnection.Open(store, errors);
        try
        {
            link.MakeDurable(cancellation);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    public void GiveBack(PooledSqliteConnection link)
    {
        if (link.IsWorthKeeping && _idle.Count < KeepOpen) _idle.Push(link);
        else link.Dispose();
        if (_disposed) CloseIdle();
    }

    public void Dispose()
    {
        _disposed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var link)) link.Dispose();
    }
}

using System.Data.Common;
using Allocation.Core.Errors;
using Allocation.Stores.Postgres.Addresses;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>Where the connections of a store come from: the servers of its address but those that were replaced.</summary>
internal sealed class PostgresSource(PostgresAddress address, PostgresErrors errors, PostgresClock clock) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<NpgsqlDataSource> _sources = [];
    private bool _leavesOut;

    /// <summary>A new connection, and what its server says of itself.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, does not let us in, or was replaced.</exception>
    public (PostgresConnection Connection, PostgresLook Look) Open(CancellationToken cancellation)
    {
        var (connection, look, known) = Connect(Current(cancellation), cancellation);
        if (known is null) return (connection, look);
        connection.Line.Dispose();

        // It came back after this process had chosen its servers.
        (connection, look, known) = Connect(Choose(cancellation), cancellation);
        if (known is null) return (connection, look);
        var host = connection.Line.Host;
        connection.Line.Dispose();
        throw errors.Replaced(host, look.Now, known);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var source in _sources) source.Dispose();
        }
    }

    private (PostgresConnection Connection, PostgresLook Look, PostgresLineage? Known) Connect(NpgsqlDataSource source,
        CancellationToken cancellation)
    {
        var connection = PostgresConnecting.Open(source, address, errors, clock, cancellation);
        try
        {
            var look = PostgresLook.At(connection.Line, address, connection.Rights);
            if (look.IsStandby) return (connection, look, null);
            return (connection, look, look.Now.IsBehind(look.Furthest) ? look.Furthest : PostgresLineages.Contradiction(address, look.Now));
        }
        catch (DbException error)
        {
            connection.Line.Dispose();
            throw errors.Translate(error);
        }
        catch
        {
            connection.Line.Dispose();
            throw;
        }
    }

    private NpgsqlDataSource Current(CancellationToken cancellation)
    {
        lock (_gate)
        {
            // One that was left out may come back as a standby, and take over again one day.
            if (_sources.Count > 0 && !_leavesOut) return _sources[^1];
        }

        return Choose(cancellation);
    }

    private NpgsqlDataSource Choose(CancellationToken cancellation)
    {
        var current = PostgresHosts.Current(address, errors, cancellation);
        var source = PostgresConnecting.Source(current);
        lock (_gate)
        {
            _leavesOut = !ReferenceEquals(current, address);
            _sources.Add(source);
        }

        return source;
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Connections;

namespace Allocation.Server.Stopping;

/// <summary>A connection, and how many of its requests are under way.</summary>
internal sealed class OpenConnection(ConnectionContext connection)
{
    private readonly Lock _gate = new();
    private int _requests;
    private long _idleSince = Stopwatch.GetTimestamp();

    /// <summary>A request has begun to be handled.</summary>
    public void Begin()
    {
        lock (_gate) _requests++;
    }

    /// <summary>A request was handled.</summary>
    public void End()
    {
        lock (_gate)
        {
            _requests--;
            _idleSince = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Cuts it if no request of it was handled for so long.</summary>
    /// <returns>Whether it was cut.</returns>
    public bool CutIfIdle(TimeSpan time)
    {
        lock (_gate)
        {
            if (_requests > 0 || Stopwatch.GetElapsedTime(_idleSince) < time) return false;
        }

        connection.Abort(new ConnectionAbortedException("The server stops."));
        return true;
    }
}

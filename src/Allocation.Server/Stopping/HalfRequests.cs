using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Stopping;

/// <summary>Ends requests that have not come whole when the server stops: the framework waits for the rest of them as long as for what is
/// under way, because its own limits end with the server.</summary>
internal sealed partial class HalfRequests : IDisposable
{
    // Long enough for a request that is on its way.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<OpenConnection, bool> _open = new();
    private readonly CancellationTokenSource _givenUp = new();
    private readonly ILogger<HalfRequests> _log;
    private readonly CancellationTokenRegistration _stopping;
    private Timer? _timer;

    /// <summary>Waits for the server to stop.</summary>
    public HalfRequests(IHostApplicationLifetime lifetime, ILogger<HalfRequests> log)
    {
        _log = log;
        _stopping = lifetime.ApplicationStopping.Register(Begin);
    }

    /// <summary>Handles a connection.</summary>
    public async Task Handle(ConnectionContext connection, ConnectionDelegate next)
    {
        var open = new OpenConnection(connection);
        _open[open] = true;
        connection.Items[typeof(OpenConnection)] = open;
        try
        {
            await next(connection);
        }
        finally
        {
            _open.TryRemove(open, out _);
        }
    }

    /// <summary>Handles a request, whose head has come.</summary>
    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        var open = context.Features.Get<IConnectionItemsFeature>()?.Items[typeof(OpenConnection)] as OpenConnection;
        open?.Begin();
        try
        {
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
                context.Request.Body = new ArrivingBody(context.Request.Body, _givenUp.Token);
            await next(context);
        }
        finally
        {
            open?.End();
        }
    }

    /// <summary>Tells the log that one was dropped.</summary>
    public void TellDropped() => Dropped(_log);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _timer?.Dispose();
        _givenUp.Dispose();
    }

    private void Begin()
    {
        _givenUp.CancelAfter(s_patience);
        _timer = new Timer(_ => Cut(), null, s_look, s_look);
    }

    private void Cut()
    {
        foreach (var open in _open.Keys.Where(open => open.CutIfIdle(s_patience)))
        {
            if (_open.TryRemove(open, out _)) TellDropped();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, EventId = 10,
        Message = "The server stops, and a connection was cut whose request had not come whole")]
    private static partial void Dropped(ILogger log);
}

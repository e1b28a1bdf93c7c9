using System.Diagnostics;
using Allocation.Server.Metrics;

namespace Allocation.Server.Logging;

/// <summary>Writes a line of the log for each request: who, what, the status, how long. The query is left out: people put secrets
/// there.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log, RequestMetrics metrics)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var (request, status) = (context.Request, context.Response.StatusCode);
            var time = Stopwatch.GetElapsedTime(begun);
            metrics.Count(context, time);
            var peer = context.Connection.RemoteIpAddress?.ToString() ?? "local";
            Handled(log, request.Method, request.Path.ToUriComponent(), status, time.TotalMilliseconds, context.User.Identity?.Name, peer);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, EventId = 1,
        Message = "{Method} {Path} {Status} {Milliseconds:0.0} ms, {Caller} from {Peer}")]
    private static partial void Handled(ILogger log, string method, string path, int status, double milliseconds, string? caller,
        string peer);
}

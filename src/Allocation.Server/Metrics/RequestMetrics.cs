using System.Globalization;
using Prometheus;

namespace Allocation.Server.Metrics;

/// <summary>How many requests there were, and how long they took.</summary>
internal sealed class RequestMetrics
{
    private readonly Histogram _seconds;

    /// <summary>Makes them in a registry.</summary>
    public RequestMetrics(CollectorRegistry registry) => _seconds = Prometheus.Metrics.WithCustomRegistry(registry).CreateHistogram(
        "allocation_request_duration_seconds", "How long requests took.", ["method", "route", "status"],
        new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 4, 8) });

    /// <summary>Counts a request. A path that is not a route has none: callers would make as many series as they like.</summary>
    public void Count(HttpContext context, TimeSpan time)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var method = route is null ? "" : context.Request.Method;
        _seconds.WithLabels(method, route ?? "", context.Response.StatusCode.ToString(CultureInfo.InvariantCulture))
            .Observe(time.TotalSeconds);
    }
}

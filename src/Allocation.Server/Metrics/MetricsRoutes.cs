using Allocation.Core.Access;
using Allocation.Server.Access;
using Prometheus;

namespace Allocation.Server.Metrics;

/// <summary>Metrics for Prometheus.</summary>
internal static class MetricsRoutes
{
    private const string OpenMetrics = "application/openmetrics-text";

    /// <summary>Has the server count.</summary>
    public static void AddServerMetrics(this IServiceCollection services) => services
        .AddSingleton(_ => Prometheus.Metrics.NewCustomRegistry())
        .AddSingleton<RequestMetrics>().AddSingleton<StoreMetrics>();

    /// <summary>Adds <c>/metrics</c>.</summary>
    public static void MapServerMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", Write).Needs(AccessRole.Reader);

    private static async Task Write(HttpContext context)
    {
        var parts = context.RequestServices;
        var (registry, store) = (parts.GetRequiredService<CollectorRegistry>(), parts.GetRequiredService<StoreMetrics>());
        using var text = new MemoryStream();
        var isOpen = context.Request.Headers.Accept.ToString().Contains(OpenMetrics, StringComparison.OrdinalIgnoreCase);
        lock (store) store.Read(parts.GetRequiredService<ServedStore>(), context.RequestAborted);
        await registry.CollectAndExportAsTextAsync(text, isOpen ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText,
            context.RequestAborted);
        context.Response.ContentType = isOpen
            ? $"{OpenMetrics}; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.Body.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), context.RequestAborted);
    }
}

using Allocation.Server.Access;

namespace Allocation.Server.Health;

/// <summary>What watches the server asks: whether the process answers, and whether the store does.</summary>
internal static class HealthRoutes
{
    /// <summary>Adds <c>/healthz</c> and <c>/readyz</c>; neither needs a token or says what is in the store.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", context => context.Response.WriteAsync("ok\n")).AllowAnonymous();
        routes.MapGet("/readyz", Ready).AllowAnonymous();
    }

    private static Task Ready(HttpContext context)
    {
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("stopping\n");
        }

        if (!context.RequestServices.GetRequiredService<TokenBook>().IsReadable)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("the file of tokens cannot be read\n");
        }

        // One row by its key: it costs the same whatever the store has.
        var store = context.RequestServices.GetRequiredService<ServedStore>().Reading.Store;
        store.Read(session => session.Pools.Find("readyz"), context.RequestAborted);
        return context.Response.WriteAsync("ready\n");
    }
}

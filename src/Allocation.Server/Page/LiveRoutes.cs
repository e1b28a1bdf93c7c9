using Allocation.Core.Access;
using Allocation.Core.Reports;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Page;

/// <summary>The live page, and the events that keep it current.</summary>
internal static class LiveRoutes
{
    /// <summary>Where the page is told of changes.</summary>
    public const string Events = "live";

    /// <summary>The end of the policy of each page; it counts in headers only.</summary>
    public const string NoFrame = "; frame-ancestors 'none'";

    private const string Words = "search";

    private const int MostReaders = 100;

    // What other processes change is looked for so often.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    // After so many looks without a change something is said, so that nothing in between takes the line for dead.
    private const int Quiet = 75;

    private static readonly SemaphoreSlim s_readers = new(MostReaders);

    /// <summary>Adds the routes.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapLogin();
        routes.MapGet("/", Show).WithMetadata(PageForm.Instance, PoolsChecked.Instance).Needs(AccessRole.Reader);
        routes.MapGet("/" + Events, Follow).WithMetadata(PageForm.Instance, PoolsChecked.Instance).Needs(AccessRole.Reader);
    }

    private static async Task Show(HttpContext context)
    {
        var words = context.Request.Query[Words].ToString().Trim();
        if (words.Length > ReportPage.LongestSearch)
        {
            throw RequestRefusedException.Usage(
                $"{Words} must have at most {ReportPage.LongestSearch} characters, not {words.Length}.", Words);
        }

        var caller = context.Features.GetRequiredFeature<Caller>();
        var page = await context.RequestServices.GetRequiredService<LivePage>().ReadAsync(words, caller, context.RequestAborted);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = ReportPage.Policy(isLive: true) + NoFrame;
        await context.Response.WriteAsync(page, context.RequestAborted);
    }

    private static async Task Follow(HttpContext context)
    {
        if (!await s_readers.WaitAsync(TimeSpan.Zero))
            throw new RequestRefusedException(new(StatusCodes.Status503ServiceUnavailable, FailureId.Busy,
                "Too many pages are kept current now. Ask again later."));
        try
        {
            var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await Tell(context, end.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The server stops; the page asks again until it is back.
        }
        finally
        {
            s_readers.Release();
        }
    }

    private static async Task Tell(HttpContext context, CancellationToken end)
    {
        var page = context.RequestServices.GetRequiredService<LivePage>();
        var caller = context.Features.GetRequiredFeature<Caller>();
        var change = page.LastChange(isExact: true, end);
        var state = await page.StateAsync(caller, change, end);
        context.Response.ContentType = "text/event-stream";

        // The page tells whether it shows this state already: it may have changed between the page and here.
        await context.Response.WriteAsync($"retry: 2000\ndata: {state}\n\n", end);
        await context.Response.Body.FlushAsync(end);
        using var timer = new PeriodicTimer(s_look);
        for (var looks = 1; await timer.WaitForNextTickAsync(end); looks++)
        {
            var isQuiet = page.LastChange(isExact: false, end) is var latest && latest == change;
            if (isQuiet && looks % Quiet != 0) continue;
            change = latest;
            var now = await page.StateAsync(caller, change, end);
            if (now == state && !isQuiet) continue;
            await context.Response.WriteAsync(now == state ? ":\n\n" : $"data: {now}\n\n", end);
            await context.Response.Body.FlushAsync(end);
            state = now;
        }
    }
}

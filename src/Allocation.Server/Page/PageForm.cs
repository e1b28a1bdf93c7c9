using Allocation.Server.Failures;

namespace Allocation.Server.Page;

/// <summary>Errors of the page: who has no token is asked for one, anything else is a line of text.</summary>
internal sealed class PageForm : IFailureForm, IRouteHeaders, ITokenInCookie
{
    /// <summary>The one form.</summary>
    public static PageForm Instance { get; } = new();

    /// <inheritdoc/>
    public void AddTo(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Frame-Options"] = "DENY";
    }

    /// <inheritdoc/>
    public Task WriteAsync(HttpResponse response, Failure failure)
    {
        var asksForPage = response.HttpContext.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (failure.Status == StatusCodes.Status401Unauthorized && asksForPage)
        {
            response.StatusCode = StatusCodes.Status303SeeOther;
            response.Headers.Location = response.HttpContext.Request.PathBase + LoginRoutes.Path;
            return Task.CompletedTask;
        }

        response.StatusCode = failure.Status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync($"{failure.Id}: {failure.Message}\n", response.HttpContext.RequestAborted);
    }
}

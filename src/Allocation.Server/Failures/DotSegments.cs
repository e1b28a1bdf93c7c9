using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Failures;

/// <summary>Refuses paths with <c>.</c> or <c>..</c> as a part, also escaped. HTTP has them removed with the part before, so that
/// <c>/pools/%2e%2e/v1/os-hosts</c> would be another path, and would list all pools.</summary>
internal static class DotSegments
{
    /// <summary>Handles a request.</summary>
    /// <exception cref="RequestRefusedException">Its path has such a part.</exception>
    public static Task Refuse(HttpContext context, RequestDelegate next)
    {
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (sent.Split('?')[0].Split('/').Any(part => Uri.UnescapeDataString(part) is "." or ".."))
        {
            throw RequestRefusedException.Usage("No part of a path must be '.' or '..', because HTTP removes them. What has such a name " +
                "is found in a list, such as /api/v1/pools?name=..", "path");
        }

        return next(context);
    }
}

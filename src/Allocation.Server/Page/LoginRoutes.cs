using System.Globalization;
using Allocation.Core.Reports;
using Allocation.Server.Access;
using Allocation.Server.Failures;

namespace Allocation.Server.Page;

/// <summary>Where a browser gets its token. It keeps it in a cookie that scripts cannot read, other sites cannot send, and that is
/// forgotten when the browser ends.</summary>
internal static class LoginRoutes
{
    /// <summary>Where it is.</summary>
    public const string Path = "/login";

    private const string Field = "token";

    /// <summary>Adds the routes.</summary>
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, context => Write(context, StatusCodes.Status200OK, null)).WithMetadata(PageForm.Instance).AllowAnonymous();
        routes.MapPost(Path, LogIn).WithMetadata(PageForm.Instance).AllowAnonymous();
    }

    private static async Task LogIn(HttpContext context)
    {
        // A form of another site would log the reader in as somebody else.
        if (RequestOrigin.IsOwnPage(context.Request) is false)
        {
            throw new RequestRefusedException(new(StatusCodes.Status403Forbidden, FailureId.Forbidden,
                "The form of another site is refused."));
        }

        var parts = context.RequestServices;
        var secret = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted))[Field].ToString().Trim()
            : "";
        if (parts.GetRequiredService<TokenBook>().Find(secret) is null)
        {
            var late = parts.GetRequiredService<WrongTokens>().Count(context.Connection.RemoteIpAddress);
            await Task.Delay(late, parts.GetRequiredService<TimeProvider>(), context.RequestAborted);
            await Write(context, StatusCodes.Status401Unauthorized, "This token is not known to the server, or may not be used.");
            return;
        }

        context.Response.Cookies.Append(ITokenInCookie.Cookie, secret, new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = context.Request.PathBase + "/";
    }

    private static Task Write(HttpContext context, int status, string? mistake)
    {
        var policy = $"default-src 'none'; style-src {ReportAsset.Style.Digest}; base-uri 'none'; form-action 'self'";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = policy + LiveRoutes.NoFrame;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var html = new HtmlWriter(text);
        PageHead.Write(html, "Allocation: log in", policy);
        html.Write($"<main class=\"card\">\n<h1>Allocation</h1>\n");
        if (mistake is not null) html.Write($"<p role=\"alert\">{mistake}</p>\n");
        html.Write($"<form method=\"post\" class=\"tools\"><label>Token <input name=\"{Field}\" type=\"password\" required ");
        html.Write($"autofocus autocomplete=\"off\"></label> <button>Log in</button></form>\n</main>\n</body>\n</html>\n");
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}

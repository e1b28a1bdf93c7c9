namespace Allocation.Server.Access;

/// <summary>Which page had a browser make a request.</summary>
internal static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string Unknown = "null";

    /// <summary>Whether it was a page of this server (true) or of another site, also of another port (false); null where no browser
    /// says so: it was no page, or no browser.</summary>
    public static bool? IsOwnPage(HttpRequest request)
    {
        if (request.Headers[FetchSite] is [{ Length: > 0 } site]) return site == "none" ? null : site == "same-origin";

        // Browsers say the former only to addresses with TLS and to those of their own machine.
        if (request.Headers.Origin is not [{ Length: > 0 } origin] || origin == Unknown) return null;
        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && (page.Scheme == Uri.UriSchemeHttps || !request.IsHttps)
            && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a request changes something.</summary>
    public static bool Changes(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
}

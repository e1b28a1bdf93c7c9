using System.Text;
using Microsoft.Net.Http.Headers;

namespace Allocation.Server.Access;

/// <summary>The secret that a caller shows: <c>Authorization: Bearer</c>, or <c>X-Auth-Token</c> as OpenStack's clients do.</summary>
internal static class ShownSecret
{
    private const string AuthToken = "X-Auth-Token";
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>The secret; null when nothing is shown. What cannot be read is shown too, and is wrong; so are two that differ.</summary>
    /// <param name="request">The request.</param>
    /// <param name="inUrl">Whether the user part of an address counts, which clients without headers send as a user and a password.</param>
    public static string? Of(HttpRequest request, bool inUrl)
    {
        // Whoever shows two must mean the same twice: a proxy may have looked at the other one.
        string[] shown = [.. request.Headers[HeaderNames.Authorization].Select(text => OfAuthorization(text ?? "", inUrl)),
            .. request.Headers[AuthToken].Select(text => (text ?? "").Trim())];
        return shown.Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => null,
            [var secret] => secret,
            _ => "",
        };
    }

    private static string OfAuthorization(string authorization, bool inUrl) =>
        authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim()
        : inUrl && authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) ? OfBasic(authorization[Basic.Length..].Trim())
        : "";

    // http://TOKEN@host, http://TOKEN:@host and http://name:TOKEN@host.
    private static string OfBasic(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count)) return "";
        var parts = Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2);
        return parts is [_, { Length: > 0 } password] ? password : parts[0];
    }
}

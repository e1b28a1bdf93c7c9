using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Allocation.Server.Rest;

/// <summary>A part of a path as the caller means it. The framework leaves an escaped slash escaped, and a name may have one, or be written
/// so itself: only the path as it was sent tells them apart.</summary>
internal static class PathPart
{
    /// <summary>The text for a parameter of the route. One that takes the rest of the path has its slashes too.</summary>
    public static string Of(HttpContext context, string name)
    {
        var decoded = (string?)context.Request.RouteValues[name] ?? "";
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return sent.StartsWith('/') && Sent(Pattern(context), name, sent.Split('/', StringSplitOptions.RemoveEmptyEntries)) is { } exact
            && exact.Replace("/", "%2F", StringComparison.Ordinal)
                .Equals(decoded.Replace("/", "%2F", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            ? exact
            : decoded;
    }

    private static string? Sent(List<RoutePatternParameterPart?> pattern, string name, string[] segments)
    {
        var at = pattern.FindIndex(part => part?.Name == name);
        var takesRest = pattern[^1] is { IsCatchAll: true };
        var before = takesRest ? 0 : segments.Length - pattern.Count;
        if (at < 0 || before < 0 || before + at >= segments.Length) return null;
        return takesRest && at == pattern.Count - 1
            ? string.Join('/', segments[at..].Select(Uri.UnescapeDataString))
            : Uri.UnescapeDataString(segments[before + at]);
    }

    // Null for a part that is no parameter.
    private static List<RoutePatternParameterPart?> Pattern(HttpContext context) =>
        [.. ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.PathSegments
            .Select(segment => segment.Parts is [RoutePatternParameterPart parameter] ? parameter : null)];
}

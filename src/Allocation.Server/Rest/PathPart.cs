using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Rest;

/// <summary>A part of a path as the caller means it. The framework leaves an escaped slash escaped, and a name may have one, or be written
/// so itself: only the path as it was sent tells them apart.</summary>
internal static class PathPart
{
    /// <summary>The text for a parameter of the route.</summary>
    public static string Of(HttpContext context, string name)
    {
        var decoded = (string)context.Request.RouteValues[name]!;
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var at = Pattern(context).Select(part => part.IsParameter && part.Name == name).ToList().IndexOf(true);
        var segments = sent.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var before = segments.Length - Pattern(context).Count;
        return sent.StartsWith('/') && before >= 0 && at >= 0 && Uri.UnescapeDataString(segments[before + at]) is var exact
            && exact.Replace("/", "%2F", StringComparison.Ordinal)
                .Equals(decoded.Replace("/", "%2F", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            ? exact
            : decoded;
    }

    private static List<(bool IsParameter, string Name)> Pattern(HttpContext context) =>
        [.. ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.PathSegments.Select(segment =>
            segment.Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter]
                ? (true, parameter.Name)
                : (false, ""))];
}

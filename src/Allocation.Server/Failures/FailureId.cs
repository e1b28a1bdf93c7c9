namespace Allocation.Server.Failures;

/// <summary>Ids of what the core knows nothing of.</summary>
internal static class FailureId
{
    /// <summary>The request is not HTTP, is too large, or came too slowly.</summary>
    public const string BadRequest = "BadRequest";

    /// <summary>A parameter, a header or the body is not what must be there.</summary>
    public const string Usage = "Usage";

    /// <summary>The token is missing, wrong, expired or revoked.</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>The token may not do this.</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>The server has no such path.</summary>
    public const string RouteNotFound = "RouteNotFound";

    /// <summary>The path cannot be called by this method.</summary>
    public const string MethodNotAllowed = "MethodNotAllowed";

    /// <summary>The body is not of the type that must be there.</summary>
    public const string UnsupportedMediaType = "UnsupportedMediaType";

    /// <summary>More callers wait than the server has room for.</summary>
    public const string Busy = "Busy";

    /// <summary>Something that was not foreseen.</summary>
    public const string Unexpected = "Unexpected";
}

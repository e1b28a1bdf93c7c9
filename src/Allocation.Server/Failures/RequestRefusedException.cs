namespace Allocation.Server.Failures;

/// <summary>A request that the server refuses before it reaches the core.</summary>
internal sealed class RequestRefusedException(Failure failure) : Exception(failure.Message)
{
    /// <summary>Why.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>A parameter, a header or the body is not what must be there.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="target">The parameter.</param>
    public static RequestRefusedException Usage(string message, string? target = null) =>
        new(new(StatusCodes.Status400BadRequest, FailureId.Usage, message, target));

    /// <summary>The server has no such path.</summary>
    public static RequestRefusedException NoRoute(string path) =>
        new(new(StatusCodes.Status404NotFound, FailureId.RouteNotFound, $"The server has no path {path}.", path));
}

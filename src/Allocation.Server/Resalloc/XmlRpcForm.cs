using Allocation.Server.Access;
using Allocation.Server.Failures;

namespace Allocation.Server.Resalloc;

/// <summary>Errors that come before a call is read: a status and a line, which resalloc's client shows. Its only place for a token is the
/// address.</summary>
internal sealed class XmlRpcForm : IFailureForm, ITokenInUrl
{
    /// <summary>The one form.</summary>
    public static XmlRpcForm Instance { get; } = new();

    /// <inheritdoc/>
    public Task WriteAsync(HttpResponse response, Failure failure)
    {
        response.StatusCode = failure.Status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync($"{failure.Id}: {failure.Message}\n", response.HttpContext.RequestAborted);
    }
}

using Allocation.Server.Stopping;

namespace Allocation.Server.Failures;

/// <summary>Answers what went wrong in the form of the route. Once an answer has begun, the connection is cut instead: what is half there
/// must not look whole.</summary>
internal sealed partial class FailureAnswers(RequestDelegate next, HalfRequests halves, ILogger<FailureAnswers> log)
{
    private const string RetrySeconds = "1";

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            var response = context.Response;
            if (!response.HasStarted && response.ContentType is null && Bare(response.StatusCode, context.Request) is { } bare)
                await Write(context, bare);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (HalfRequestException)
        {
            halves.TellDropped();
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
            context.Abort();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var failure = Failure.Of(e);
            if (failure.Status >= StatusCodes.Status500InternalServerError) Failed(log, e, failure.Id);
            if (context.Response.HasStarted) context.Abort();
            else await Write(context, failure);
        }
    }

    /// <summary>Answers a failure in the form of the route.</summary>
    public static Task Write(HttpContext context, Failure failure)
    {
        var allowed = context.Response.Headers.Allow;
        context.Response.Clear();
        context.Response.Headers.Allow = allowed;
        if (failure.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = RetrySeconds;
        var form = context.GetEndpoint()?.Metadata.GetMetadata<IFailureForm>() ?? ProblemForm.Instance;
        return form.WriteAsync(context.Response, failure);
    }

    // What the framework refuses by itself has no body.
    private static Failure? Bare(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status404NotFound => RequestRefusedException.NoRoute(request.Path).Failure,
        StatusCodes.Status405MethodNotAllowed => new(status, FailureId.MethodNotAllowed,
            $"{request.Path} must be called by another method than {request.Method}.", request.Method),
        >= 400 => new(status, FailureId.BadRequest, "The request is not one that the server reads."),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, EventId = 2, Message = "A request failed: {Id}")]
    private static partial void Failed(ILogger log, Exception error, string id);
}

using Allocation.Core.Errors;

namespace Allocation.Server.Failures;

/// <summary>Why a request was not done, whatever the form in which a caller is answered.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Id">The stable id: that of an error of the core, or one of <see cref="FailureId"/>.</param>
/// <param name="Message">The sentence.</param>
/// <param name="Target">What it is about; null for nothing.</param>
internal sealed record Failure(int Status, string Id, string Message, string? Target = null)
{
    /// <summary>The failure that an exception means. What was not foreseen says nothing of itself: the log has it.</summary>
    public static Failure Of(Exception error) => error switch
    {
        AllocationFailedException { InnerException: PoolForbiddenException forbidden } failed =>
            Of(forbidden) with { Message = failed.Message },
        AllocationException known =>
            new(FailureStatus.Of(known.Kind), known.Kind.ToString(), known.Explain(ParameterName.Of), known.Target?.ToString()),
        RequestRefusedException refused => refused.Failure,
        BadHttpRequestException bad => new(bad.StatusCode, FailureId.BadRequest, bad.Message),
        _ => new(StatusCodes.Status500InternalServerError, FailureId.Unexpected,
            "The server failed in a way that was not foreseen. Its log has the reason."),
    };
}

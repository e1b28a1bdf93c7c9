using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.Results;
using Microsoft.AspNetCore.WebUtilities;

namespace Allocation.Server.Failures;

/// <summary><c>application/problem+json</c> (RFC 9457), with the id and the target of the error as the command line writes them.</summary>
internal sealed class ProblemForm : IFailureForm
{
    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Options { get; } = JsonText.For(ProblemJson.Default);

    /// <summary>The one form.</summary>
    public static ProblemForm Instance { get; } = new();

    /// <inheritdoc/>
    public async Task WriteAsync(HttpResponse response, Failure failure)
    {
        response.StatusCode = failure.Status;
        response.ContentType = "application/problem+json";
        var problem = new Problem($"urn:allocation:error:{failure.Id}", ReasonPhrases.GetReasonPhrase(failure.Status), failure.Status,
            failure.Message, failure.Id, failure.Target);
        await JsonSerializer.SerializeAsync(response.Body, problem, (JsonTypeInfo<Problem>)Options.GetTypeInfo(typeof(Problem)),
            response.HttpContext.RequestAborted);
    }
}

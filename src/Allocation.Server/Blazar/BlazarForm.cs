using System.Text.Json;
using Allocation.Core.Errors;
using Allocation.Server.Failures;

namespace Allocation.Server.Blazar;

/// <summary>What Blazar's answers have besides what was asked for: its headers, and the body of its errors.</summary>
internal sealed class BlazarForm : IFailureForm, IRouteHeaders
{
    private const string RequestId = "X-Openstack-Request-Id";

    /// <summary>The one form.</summary>
    public static BlazarForm Instance { get; } = new();

    /// <inheritdoc/>
    public void AddTo(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[RequestId] = $"req-{Guid.NewGuid()}";
        headers.Vary = Microversion.Header;

        // A version that it does not have is answered without one.
        if (Microversion.Asked(context.Request) == Microversion.Only)
            headers[Microversion.Header] = $"{Microversion.Service} {Microversion.Only}";
    }

    /// <inheritdoc/>
    public async Task WriteAsync(HttpResponse response, Failure failure)
    {
        var isOurs = failure.Status >= StatusCodes.Status500InternalServerError;
        response.StatusCode = isOurs ? StatusCodes.Status500InternalServerError : failure.Status;
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("error_code", response.StatusCode);
        json.WriteString("error_message", isOurs ? "Internal Server Error" : Message(failure));
        if (isOurs) json.WriteString("error_name", "INTERNAL_SERVER_ERROR");
        else if (failure.Id == Microversion.Refused) json.WriteString("error_name", Microversion.NameOf(failure.Status));
        else json.WriteNumber("error_name", response.StatusCode);
        json.WriteEndObject();
        await json.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static string Message(Failure failure) => failure.Id == nameof(ErrorKind.ResourceNotFound)
        ? $"Object with {{'host_id': '{failure.Target}'}} not found"
        : failure.Message;
}

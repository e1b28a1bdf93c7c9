using System.Text.Json.Serialization;

namespace Allocation.Server.Failures;

/// <summary>An error as RFC 9457 writes it.</summary>
/// <param name="Type">A URI for the kind of error.</param>
/// <param name="Title">What the status means.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">The sentence.</param>
/// <param name="Id">The stable id.</param>
/// <param name="Target">What it is about; null for nothing.</param>
internal sealed record Problem(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("target")] string? Target);

/// <summary>Errors as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Allocation.Cli.Output;

/// <summary>An error on standard error, as JSON.</summary>
internal sealed record ErrorLine([property: JsonPropertyName("error")] ErrorBody Error);

/// <summary>What an error says.</summary>
internal sealed record ErrorBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("target")] string? Target);

/// <summary>A warning on standard error, as JSON.</summary>
internal sealed record WarningLine([property: JsonPropertyName("warning")] string Warning);

/// <summary>What was done, on standard error, as JSON.</summary>
internal sealed record InformationLine([property: JsonPropertyName("information")] string Information);

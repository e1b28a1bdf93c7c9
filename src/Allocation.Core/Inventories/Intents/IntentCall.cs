using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// What is written down of a call right before the inventory is asked, where the call may go on when our process has ended, or where
/// the inventory cannot distinguish claims. Stored as JSON.
/// </summary>
public sealed record IntentCall
{
    /// <summary>Whether the inventory may have been asked; false from the intent on until right before the question.</summary>
    public bool Asked { get; init; }

    /// <summary>The program that was started for the call, as <see cref="Processes.StartedProgram"/> writes it; null when none
    /// was.</summary>
    public string? Program { get; init; }

    /// <summary>When the call takes effect at the latest; null when it ends with our process.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What others had as taken in the inventory before the call, as <see cref="TakenBefore"/> writes it; null when it was not
    /// asked.</summary>
    public string? Before { get; init; }

    /// <summary>When a person dismissed the case; null while it is open.</summary>
    public DateTimeOffset? DismissedAt { get; init; }

    /// <summary>Reads the stored text.</summary>
    /// <exception cref="JsonException">It is not such a text.</exception>
    public static IntentCall Parse(string json) =>
        JsonSerializer.Deserialize(json, IntentCallJson.Default.IntentCall) ?? throw new JsonException("A call must be an object.");

    /// <summary>The text to store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, IntentCallJson.Default.IntentCall);
}

/// <summary>A call as JSON: nothing for what is not set.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IntentCall))]
internal sealed partial class IntentCallJson : JsonSerializerContext;

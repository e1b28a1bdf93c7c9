using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allocation.Core.Secrets;

/// <summary>A <see cref="SecretSource"/> in JSON: its text form.</summary>
internal sealed class SecretSourceJson : JsonConverter<SecretSource>
{
    public override SecretSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? SecretSource.Stored(reader.GetString()!) : null)
        ?? throw new JsonException("The place of a secret must be written file:PATH or env:NAME.");

    public override void Write(Utf8JsonWriter writer, SecretSource value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

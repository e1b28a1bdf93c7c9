using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allocation.Core.Pools;

/// <summary>
/// Ranges of a pool in JSON: of numbers as objects, half-open; of a pool that writes its numbers otherwise as texts, as the pool writes
/// them, because its numbers are places in a network that a reader cannot know.
/// </summary>
internal sealed class NumberRangesJson : JsonConverter<NumberRangeList>
{
    /// <inheritdoc/>
    public override NumberRangeList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Ranges are results; nothing reads them.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NumberRangeList value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var range in value)
        {
            if (value.IsOfNumbers) Write(writer, range);
            else writer.WriteStringValue(value.Text(range));
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, NumberRange range)
    {
        writer.WriteStartObject();
        writer.WriteNumber(nameof(NumberRange.From), range.From);
        writer.WriteNumber(nameof(NumberRange.To), range.To);
        writer.WriteNumber(nameof(NumberRange.Count), range.Count);
        writer.WriteBoolean(nameof(NumberRange.IsEmpty), range.IsEmpty);
        writer.WriteEndObject();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.Json;
using Allocation.Core.Texts;

namespace Allocation.Core.Results;

/// <summary>How objects are written as JSON: property names as they are, null ones kept, enumerations and durations as text, times in
/// UTC. What can be written is in <see cref="ResultJson"/>.</summary>
internal static class JsonText
{
    /// <summary>The settings. The text goes to a terminal, a file or a program, never into a web page, so it is not escaped for
    /// one.</summary>
    public static JsonSerializerOptions Options { get; } = For(ResultJson.Default);

    /// <summary>The same settings for types of another front end's own.</summary>
    public static JsonSerializerOptions For(IJsonTypeInfoResolver types) => new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTime() },
        MaxDepth = JsonDepth.Stored,
        TypeInfoResolver = types,
    };

    /// <summary>One line of JSON. Characters that are not seen can only be within its texts, where their escape means the same to a
    /// program.</summary>
    public static string Of<T>(T value) => Line(value, Options);

    /// <summary>As <see cref="Of{T}(T)"/>, with other settings.</summary>
    public static string Line<T>(T value, JsonSerializerOptions options) =>
        VisibleText.Of(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T))));

    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        // A DateTime of kind UTC ends in Z; fractions are written as far as there are any.
        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allocation.Core.Storage;

/// <summary>Rows as JSON text: enums by name, nothing for what is not set.</summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes a row on one line.</summary>
    public static string Write<T>(T row) => JsonSerializer.Serialize(row, s_options);

    /// <summary>Reads a row.</summary>
    /// <exception cref="JsonException">It is not such a row.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException("A row is null.");
}

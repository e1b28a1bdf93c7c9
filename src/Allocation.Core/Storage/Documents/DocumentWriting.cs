using System.Globalization;
using System.Text.Json;
using Allocation.Core.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>How values are written into a document. What has no value is left out.</summary>
internal static class DocumentWriting
{
    private const int LengthOfTime = 27;

    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
    }

    public static void Time(this Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is not { } time) return;
        Span<char> text = stackalloc char[LengthOfTime];
        time.UtcDateTime.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        writer.WriteString(name, text);
    }

    public static void Duration(this Utf8JsonWriter writer, string name, TimeSpan value)
    {
        if (value != TimeSpan.Zero) writer.WriteString(name, value.ToString("c", CultureInfo.InvariantCulture));
    }

    public static void Object(this Utf8JsonWriter writer, string name, string? json)
    {
        if (json is null) return;
        using var document = JsonDocument.Parse(json, JsonDepth.ReadStored);
        writer.WritePropertyName(name);
        document.RootElement.WriteTo(writer);
    }
}

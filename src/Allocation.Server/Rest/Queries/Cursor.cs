using System.Buffers.Text;
using System.Text.Json;
using Allocation.Core.Json;

namespace Allocation.Server.Rest.Queries;

/// <summary>A place in a listing as a text that fits an address. What is in it is ours to change: callers only hand it back.</summary>
internal static class Cursor
{
    /// <summary>Writes the parts of a place.</summary>
    public static string Write(params IReadOnlyList<string> parts) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts.ToArray(), PlainJson.Default.StringArray));

    /// <summary>The parts of a place; null when the text is no cursor.</summary>
    public static IReadOnlyList<string>? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), PlainJson.Default.StringArray) is { } parts
                && !parts.Contains(null!) ? parts : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

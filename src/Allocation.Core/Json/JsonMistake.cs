using System.Text;
using System.Text.Json;

namespace Allocation.Core.Json;

/// <summary>What is wrong with a JSON text that could not be read, and where: broken, or nested too deep.</summary>
internal static class JsonMistake
{
    /// <summary>The mistake, with its line and column, both from 1, the column in bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">Why it could not be read.</param>
    /// <param name="maxDepth">How deep it may be nested.</param>
    public static string Of(string text, JsonException error, int maxDepth = JsonDepth.External) =>
        Of(Encoding.UTF8.GetBytes(text), error, maxDepth);

    /// <inheritdoc cref="Of(string, JsonException, int)"/>
    public static string Of(ReadOnlySpan<byte> text, JsonException error, int maxDepth = JsonDepth.External) =>
        DeepPlace(text, maxDepth) is { } offset
        ? $"it must not be nested deeper than {maxDepth} levels ({Place(text[..offset])})"
        : $"it is not JSON (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1})";

    /// <summary>Whether a text is JSON up to a place where it is nested too deep.</summary>
    public static bool IsTooDeep(ReadOnlySpan<byte> text) => DeepPlace(text, JsonDepth.External) is not null;

    // The library says both in the same way, so the text is read again without a limit, up to the mistake.
    private static int? DeepPlace(ReadOnlySpan<byte> text, int maxDepth)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions
        {
            MaxDepth = int.MaxValue,
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= maxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    return (int)reader.TokenStartIndex;
            }
        }
        catch (JsonException)
        {
            // Broken before it is too deep.
        }

        return null;
    }

    /// <summary>A place, as the text before it says.</summary>
    internal static string Place(ReadOnlySpan<byte> before) =>
        $"line {before.Count((byte)'\n') + 1}, column {before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1}";
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.Core.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>Finds the line and column of a mistake in a document, both from 1, the column in bytes.</summary>
internal static partial class DocumentPosition
{
    /// <summary>The error for a document that cannot be read: with where the mistake is.</summary>
    /// <param name="source">What the document is called.</param>
    /// <param name="json">Its text.</param>
    /// <param name="cause">A <see cref="JsonException"/> or <see cref="DocumentException"/>.</param>
    public static StoreCorruptException Corrupt(string source, ReadOnlySpan<byte> json, Exception cause)
    {
        if (cause is JsonException { LineNumber: not null } broken)
            return new(source, JsonMistake.Of(json, broken, JsonDepth.Stored), cause);
        var (row, column) = cause is DocumentException mistake ? Locate(json, mistake.Path) : (1, 1);
        return new(source, $"{cause.Message} (line {row}, column {column})", cause);
    }

    /// <summary>Where the value at a path such as <c>allocations[3].value</c> begins; or, if that is missing, what it is missing
    /// from.</summary>
    public static (int Line, int Column) Locate(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonDepth.Stored });
        reader.Read();
        var offset = reader.TokenStartIndex;
        foreach (Match step in Steps().Matches(path.StartsWith("the document", StringComparison.Ordinal)
            ? path["the document".Length..]
            : path))
        {
            var found = step.Groups["index"].Success
                ? ToItem(ref reader, int.Parse(step.Groups["index"].ValueSpan))
                : ToField(ref reader, step.Groups["name"].Value);
            if (!found) break;
            offset = reader.TokenStartIndex;
        }

        var before = json[..(int)offset];
        return (before.Count((byte)'\n') + 1, before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1);
    }

    private static bool ToItem(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index-- == 0) return true;
            reader.Skip();
        }

        return false;
    }

    private static bool ToField(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found) return true;
            reader.Skip();
        }

        return false;
    }

    [GeneratedRegex(@"\[(?<index>\d+)\]|(?<name>[^.\[\]]+)")]
    private static partial Regex Steps();
}

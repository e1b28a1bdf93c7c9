using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Allocation.Core.Json;

/// <summary>
/// Reads JSON that others wrote: programs, servers, files, people. The library finds a member that is there twice, and text that is no
/// Unicode, only when that part is used, and then with its own errors; here the whole text is good, or is refused at once.
/// </summary>
internal static class OutsideJson
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The value of a text in UTF-8, with or without a byte order mark.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isLenient">Whether comments and trailing commas are allowed, as in what people write.</param>
    /// <exception cref="OutsideJsonException">It is not one JSON value, is nested too deep, has a member twice in an object, or text that
    /// is not Unicode.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> text, bool isLenient = false)
    {
        if (text.Span.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        try
        {
            Check(text.Span, isLenient);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions
            {
                AllowTrailingCommas = isLenient,
                CommentHandling = Comments(isLenient),
            });
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new OutsideJsonException(JsonMistake.Of(text.Span, error), error) { IsBroken = !JsonMistake.IsTooDeep(text.Span) };
        }
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, bool)"/>
    public static JsonElement Read(string text, bool isLenient = false) => Read(s_utf8.GetBytes(text), isLenient);

    /// <summary>The one object of a text; otherwise as <see cref="Read(ReadOnlyMemory{byte}, bool)"/>.</summary>
    /// <exception cref="OutsideJsonException">It is something else.</exception>
    public static JsonObject ReadObject(ReadOnlyMemory<byte> text, bool isLenient = false) => Object(Read(text, isLenient));

    /// <inheritdoc cref="ReadObject(ReadOnlyMemory{byte}, bool)"/>
    public static JsonObject ReadObject(string text, bool isLenient = false) => Object(Read(text, isLenient));

    /// <summary>The value of a text, to be changed; null for the JSON value null.</summary>
    /// <exception cref="OutsideJsonException">As <see cref="Read(ReadOnlyMemory{byte}, bool)"/>.</exception>
    public static JsonNode? ReadNode(string text)
    {
        var value = Read(text);
        return value.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(value),
            JsonValueKind.Array => JsonArray.Create(value),
            _ => JsonValue.Create(value),
        };
    }

    private static JsonObject Object(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? JsonObject.Create(value)!
        : throw new OutsideJsonException($"it must be a JSON object, not {Kind(value)}");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static void Check(ReadOnlySpan<byte> text, bool isLenient)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions
        {
            MaxDepth = JsonDepth.External,
            AllowTrailingCommas = isLenient,
            CommentHandling = Comments(isLenient),
        });
        var objects = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) objects.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject) objects.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(reader, text);
                if (!objects.Peek().Add(name))
                    throw new OutsideJsonException($"it has the member '{name}' twice in one object ({Place(reader, text)})");
            }
            else if (reader.TokenType == JsonTokenType.String && (reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan)))
                Text(reader, text);
        }
    }

    private static string Text(Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new OutsideJsonException($"it has a text that is not valid Unicode ({Place(reader, text)})", error);
        }
    }

    private static string Place(Utf8JsonReader reader, ReadOnlySpan<byte> text) => JsonMistake.Place(text[..(int)reader.TokenStartIndex]);

    private static JsonCommentHandling Comments(bool isLenient) => isLenient ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow;
}

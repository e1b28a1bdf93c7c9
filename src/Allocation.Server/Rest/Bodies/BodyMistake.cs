using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What is wrong with a body, in the words of its caller: the reader names types of the program.</summary>
internal static class BodyMistake
{
    /// <summary>The sentence.</summary>
    /// <param name="body">What the body must be.</param>
    /// <param name="error">What the reader found.</param>
    /// <param name="sent">The body as it was sent.</param>
    public static string Of(JsonTypeInfo body, JsonException error, ReadOnlyMemory<byte> sent)
    {
        // Where the text is not JSON at all, the reader says what it found and where.
        if (error.InnerException is JsonException) return $"The body must be JSON: {error.Message}";
        var name = NameIn(error.Path);
        if (name.Length == 0)
        {
            var required = body.Properties.Where(property => property.IsRequired).Select(property => property.Name).ToList();
            return $"The body must be an object{(required.Count == 0 ? "" : $" with {string.Join(" and ", required)}")}.";
        }

        return body.Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known
            ? IsThereTwice(sent, known.Name) ? $"'{known.Name}' must be there once." : $"'{known.Name}' must be {Expected(known)}."
            : $"'{name}' is not a property of this body. Its properties are: {string.Join(", ", body.Properties.Select(p => p.Name))}.";
    }

    /// <summary>Refuses null within lists and maps, which the reader lets through.</summary>
    /// <exception cref="RequestRefusedException">There is one.</exception>
    public static void RefuseNulls(JsonTypeInfo type, object body)
    {
        foreach (var property in type.Properties)
        {
            var hasNull = property.Get?.Invoke(body) switch
            {
                IEnumerable<string?> texts => texts.Contains(null),
                IReadOnlyDictionary<string, string?> map => map.Values.Contains(null),
                _ => false,
            };
            if (hasNull) throw RequestRefusedException.Usage($"'{property.Name}' must be {Expected(property)}.", property.Name);
        }
    }

    // $.Name, $.ResourceId[0] or $['a b']
    private static string NameIn(string? path)
    {
        var name = (path ?? "$").TrimStart('$').TrimStart('.', '[', '\'');
        var end = name.AsSpan().IndexOfAny(".['");
        return end < 0 ? name : name[..end];
    }

    // In any case, as the reader takes it.
    private static bool IsThereTwice(ReadOnlyMemory<byte> sent, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(sent);
            return document.RootElement.EnumerateObject()
                .Count(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1;
        }
        catch (JsonException)
        {
            // What comes behind the mistake is no JSON either.
            return false;
        }
    }

    private static string Expected(JsonPropertyInfo property)
    {
        var value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value.IsEnum) return $"one of {string.Join(", ", Enum.GetNames(value))}";
        if (value == typeof(TimeSpan)) return "a duration such as 00:10:00";
        if (value == typeof(JsonObject)) return "an object";
        if (typeof(IEnumerable<KeyValuePair<string, string>>).IsAssignableFrom(value)) return "an object of texts";
        if (value == typeof(string)) return "a text";
        if (value == typeof(bool)) return "true or false";
        if (value == typeof(long) || value == typeof(int)) return "a whole number";
        return typeof(IEnumerable<string>).IsAssignableFrom(value)
            ? "a list of texts, such as [\"150\"]"
            : "as /openapi/v1.json describes it";
    }
}

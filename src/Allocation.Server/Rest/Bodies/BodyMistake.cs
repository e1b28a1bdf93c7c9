using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What is wrong with a body, in the words of its caller: the reader names types of the program.</summary>
internal static class BodyMistake
{
    /// <summary>The sentence.</summary>
    /// <param name="body">What the body must be.</param>
    /// <param name="error">What the reader found.</param>
    public static string Of(JsonTypeInfo body, JsonException error)
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
            ? $"'{known.Name}' must be {Expected(known.PropertyType)}, and must be there once."
            : $"'{name}' is not a property of this body. Its properties are: {string.Join(", ", body.Properties.Select(p => p.Name))}.";
    }

    // $.Name, $.ResourceId[0] or $['a b']
    private static string NameIn(string? path)
    {
        var name = (path ?? "$").TrimStart('$').TrimStart('.', '[', '\'');
        var end = name.AsSpan().IndexOfAny(".['");
        return end < 0 ? name : name[..end];
    }

    private static string Expected(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value == typeof(string)) return "a text";
        if (value == typeof(bool)) return "true or false";
        if (value == typeof(long) || value == typeof(int)) return "a whole number";
        return typeof(IEnumerable<string>).IsAssignableFrom(value)
            ? "a list of texts, such as [\"150\"]"
            : "as /openapi/v1.json describes it";
    }
}

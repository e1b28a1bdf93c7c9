using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.Core.Definitions;

/// <summary>What values an attribute has.</summary>
public enum AttributeType
{
    /// <summary><c>string</c>: text.</summary>
    Text,

    /// <summary><c>int</c>: a whole number of 64 bits.</summary>
    Integer,

    /// <summary><c>number</c>: any number.</summary>
    Number,

    /// <summary><c>bool</c>: true or false.</summary>
    Boolean,

    /// <summary><c>dict</c>: names with values of any kind.</summary>
    Dictionary,

    /// <summary><c>list</c>: values of any kind.</summary>
    List,
}

/// <summary>How types are written in definitions, and which values they have.</summary>
internal static class AttributeTypes
{
    private static readonly (string Name, AttributeType Type)[] s_names =
    [
        ("string", AttributeType.Text),
        ("int", AttributeType.Integer),
        ("number", AttributeType.Number),
        ("bool", AttributeType.Boolean),
        ("dict", AttributeType.Dictionary),
        ("list", AttributeType.List),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Known { get; } = string.Join(", ", s_names.Select(n => n.Name));

    /// <summary>The type of that name, or null.</summary>
    public static AttributeType? Find(string name) =>
        s_names.Where(n => n.Name == name).Select(n => (AttributeType?)n.Type).FirstOrDefault();

    /// <summary>The name of a type.</summary>
    public static string NameOf(AttributeType type) => s_names.First(n => n.Type == type).Name;

    /// <summary>Whether a value that is not null is of the type. A whole number is an <c>int</c> however it is written: 5, 5.0.</summary>
    public static bool Fits(AttributeType type, JsonNode value) => type switch
    {
        AttributeType.Text => value.GetValueKind() == JsonValueKind.String,
        AttributeType.Integer => value.GetValueKind() == JsonValueKind.Number && TryWhole(value, out _),
        AttributeType.Number => value.GetValueKind() == JsonValueKind.Number,
        AttributeType.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        AttributeType.Dictionary => value is JsonObject,
        AttributeType.List => value is JsonArray,
    };

    /// <summary>The value as it is stored: a copy, a whole number as such.</summary>
    public static JsonNode Store(AttributeType type, JsonNode value) =>
        type == AttributeType.Integer && TryWhole(value, out var number) ? JsonValue.Create(number) : value.DeepClone();

    /// <summary>The value of a type that a text writes: <c>10</c>, <c>2.5</c>, <c>true</c>, with spaces around it or not. Null when the
    /// text is anything else, or would lose something.</summary>
    public static JsonNode? FromText(AttributeType type, string text)
    {
        var written = text.Trim();
        return type switch
        {
            AttributeType.Integer =>
                long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                && whole.ToString(CultureInfo.InvariantCulture) == written ? JsonValue.Create(whole) : null,
            AttributeType.Number =>
                decimal.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) && number.ToString(CultureInfo.InvariantCulture) == written ? JsonValue.Create(number) : null,
            AttributeType.Boolean => bool.TryParse(written, out var flag) ? JsonValue.Create(flag) : null,
            AttributeType.Text or AttributeType.Dictionary or AttributeType.List => null,
        };
    }

    /// <summary>The whole number that a value is, whatever it is made of.</summary>
    public static bool TryWhole(JsonNode value, out long number)
    {
        var text = value.ToJsonString();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return true;
        var whole = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide)
            && wide == decimal.Truncate(wide) && wide is >= long.MinValue and <= long.MaxValue;
        number = whole ? (long)wide : 0;
        return whole;
    }
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Services.Attributes;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Services;

/// <summary>Attribute values between PowerShell and the core: hashtables and objects there, JSON here.</summary>
internal static class AttributeValues
{
    // Deeper than any service is; an object that contains itself is found by it.
    private const int MaxDepth = 64;

    // As ConvertFrom-Json found the text that it made a time of: fractions of a second as far as there are any.
    private const string TimeFormat = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK";

    /// <summary>A hashtable, an object, or the text of a JSON object as attributes.</summary>
    /// <exception cref="InvalidServiceException">It is none of them, or something in it has no place in JSON.</exception>
    public static JsonObject ToAttributes(object? value, string? service)
    {
        if (Argument.Unwrap(value) is string json) return AttributeText.Parse(json, service);
        return ToNode(value, service, 0) as JsonObject
            ?? throw new InvalidServiceException(service, "Attributes must be a hashtable, an object, or the text of a JSON object.");
    }

    /// <summary>Any value as JSON.</summary>
    /// <exception cref="InvalidServiceException">It has no place in JSON.</exception>
    public static JsonNode? ToNode(object? value, string? service = null) => ToNode(value, service, 0);

    /// <summary>JSON as PowerShell shows it: objects with properties, arrays, numbers, text.</summary>
    public static object? ToObject(JsonNode? node) => node switch
    {
        null => null,
        JsonObject many => ToObject(many),
        JsonArray list => list.Select(ToObject).ToArray(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => ToNumber(node),
        },
    };

    /// <summary>A JSON object as an object with properties.</summary>
    public static PSObject ToObject(JsonObject values)
    {
        var result = new PSObject();
        foreach (var (name, value) in values) result.Properties.Add(new PSNoteProperty(name, ToObject(value)));
        return result;
    }

    // Each kind of number on its own: of two kinds in one expression the language makes the wider one, and a whole number would be a
    // double.
    private static object ToNumber(JsonNode node)
    {
        if (Core.Definitions.AttributeTypes.TryWhole(node, out var whole)) return whole;
        var text = node.ToJsonString();
        var real = double.Parse(text, CultureInfo.InvariantCulture);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return real;
        if (decimal.TryParse(real.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var back) && back == exact)
        {
            return real;
        }
        return exact;
    }

    private static JsonNode? ToNode(object? value, string? service, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidServiceException(service, "The attributes must not contain themselves or be nested deeper than 64 levels.");
        var plain = Argument.Unwrap(value);
        return plain switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            char letter => JsonValue.Create(letter.ToString()),
            sbyte or byte or short or ushort or int or uint or long =>
                JsonValue.Create(Convert.ToInt64(plain, CultureInfo.InvariantCulture)),
            decimal or ulong or System.Numerics.BigInteger =>
                JsonNode.Parse(((IFormattable)plain).ToString(null, CultureInfo.InvariantCulture)),
            double.NaN or float.NaN or double.PositiveInfinity or double.NegativeInfinity or float.PositiveInfinity
                or float.NegativeInfinity =>
                throw new InvalidServiceException(service, $"An attribute must not be {plain}: JSON has no such number."),
            double or float => JsonNode.Parse(((IFormattable)plain).ToString("R", CultureInfo.InvariantCulture)),
            DateTime or DateTimeOffset => JsonValue.Create(((IFormattable)plain).ToString(TimeFormat, CultureInfo.InvariantCulture)),
            Enum or Guid or Uri or Version or System.Net.IPAddress => JsonValue.Create(plain.ToString()),
            IDictionary dictionary => Members(dictionary.Keys.Cast<object>().Select(k => (k.ToString()!, dictionary[k])), service, depth),
            IEnumerable list => new JsonArray(list.Cast<object?>().Select(item => ToNode(item, service, depth + 1)).ToArray()),
            PSObject custom => Members(custom.Properties.Select(p => (p.Name, (object?)p.Value)), service, depth),
            _ =>
                throw new InvalidServiceException(service,
                $"An attribute must be text, a number, true or false, a list, a hashtable or an object, not a {plain.GetType().Name}."),
        };
    }

    private static JsonObject Members(IEnumerable<(string Name, object? Value)> members, string? service, int depth)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members) result[name] = ToNode(value, service, depth + 1);
        return result;
    }
}

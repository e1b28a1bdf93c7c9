using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.Core.Definitions.Paths;

/// <summary>When a value of an item is the one that a selector asks for.</summary>
internal static class PathComparison
{
    /// <summary>Null equals null only; a number equals any text that is the same number; everything else is compared as text.</summary>
    public static bool Same(JsonNode? value, string? wanted)
    {
        if (value is null || wanted is null) return value is null && wanted is null;
        if (value.GetValueKind() == JsonValueKind.Number
            && decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var other))
        {
            return number == other;
        }

        return TextOf(value) == wanted;
    }

    /// <summary>A value as a selector shows it; null for null.</summary>
    public static string? TextOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}

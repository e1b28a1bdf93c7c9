using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.PowerShell.Views;

/// <summary>The texts of the values in rows (<see cref="Shown"/>), as <c>Export-Csv</c> and people see them. They do not depend on the
/// culture, and our own cmdlets read them. <c>Allocation.Types.ps1xml</c> refers to them, also for copies from a job or a file.</summary>
public static class ShownText
{
    private const string Iso = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK";

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A time as ISO 8601 with its offset.</summary>
    /// <param name="time">The time.</param>
    public static string OfTime(PSObject time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return ((DateTime)time.BaseObject).ToString(Iso, CultureInfo.InvariantCulture);
    }

    /// <summary>The items of a list, parted by commas; JSON where one is no plain value.</summary>
    /// <param name="list">The list.</param>
    public static string OfList(PSObject list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var items = ((IEnumerable)list.BaseObject).Cast<object?>().ToArray();
        return items.Any(IsPart) ? OfPart(list) : string.Join(',', items.Select(Plain));
    }

    /// <summary>A part of a row as JSON.</summary>
    /// <param name="part">The part.</param>
    public static string OfPart(PSObject part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Json(part)!.ToJsonString(s_plain);
    }

    private static bool IsPart(object? value) => value is PSObject { BaseObject: PSCustomObject or ICollection } or ICollection;

    private static JsonNode? Json(object? value) => (value as PSObject)?.BaseObject switch
    {
        PSCustomObject => Members(((PSObject)value!).Properties.Select(property => (property.Name, (object?)property.Value))),
        { } wrapped => Bare(wrapped),
        null => Bare(value),
    };

    private static JsonNode? Bare(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            JsonNode.Parse(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        IDictionary dictionary => Members(dictionary.Keys.Cast<object>().Select(key => ($"{key}", dictionary[key]))),
        ICollection items => new JsonArray(items.Cast<object?>().Select(Json).ToArray()),
        _ => JsonValue.Create(Plain(value)),
    };

    private static JsonObject Members(IEnumerable<(string Name, object? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members) result[name] = Json(value);
        return result;
    }

    private static string Plain(object? value) => value switch
    {
        PSObject { BaseObject: DateTime } time => OfTime(time),
        DateTime time => time.ToString(Iso, CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}

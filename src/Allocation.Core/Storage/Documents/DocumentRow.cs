using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>One row of a document while it is read. Remembers which fields were asked for, so that the others can be kept.</summary>
/// <param name="element">The row as it is written in the document.</param>
/// <param name="place">Where it is, such as <c>allocations</c>.</param>
/// <param name="index">Its place in the list, from 0; null when it is in no list.</param>
/// <param name="columns">What the rows of the list share.</param>
internal sealed class DocumentRow(JsonElement element, string place, DocumentColumns columns, int? index = null)
{
    private const int TimeLength = 27;

    private ulong _asked;
    private ulong _found;

    /// <summary>Where it is, such as <c>allocations[3]</c>.</summary>
    public string Path => index is { } number ? string.Create(CultureInfo.InvariantCulture, $"{place}[{number}]") : place;

    /// <summary>A text that must be there.</summary>
    /// <exception cref="DocumentException">It is missing or no text.</exception>
    public string Text(string name) => OptionalText(name) ?? throw Mistake(name, "is missing");

    /// <summary>A text, or null.</summary>
    /// <exception cref="DocumentException">It is not text.</exception>
    public string? OptionalText(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } field => columns.Text(name, field),
        _ => throw Mistake(name, "must be a text"),
    };

    /// <summary>A whole number that must be there.</summary>
    /// <exception cref="DocumentException">It is missing or no whole number.</exception>
    public long Number(string name) => OptionalNumber(name) ?? throw Mistake(name, "is missing");

    /// <summary>A whole number, or null.</summary>
    /// <exception cref="DocumentException">It is not a whole number.</exception>
    public long? OptionalNumber(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } field when field.TryGetInt64(out var number) => number,
        _ => throw Mistake(name, "must be a whole number"),
    };

    /// <summary>True or false; false when it is missing.</summary>
    /// <exception cref="DocumentException">It is neither.</exception>
    public bool Flag(string name) => Field(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw Mistake(name, "must be true or false"),
    };

    /// <summary>A moment that must be there.</summary>
    /// <exception cref="DocumentException">It is missing or no ISO 8601 time.</exception>
    public DateTimeOffset Time(string name) => OptionalTime(name) ?? throw Mistake(name, "is missing");

    /// <summary>A moment, or null.</summary>
    /// <exception cref="DocumentException">It is not an ISO 8601 time.</exception>
    public DateTimeOffset? OptionalTime(string name)
    {
        if (OptionalText(name) is not { } text) return null;

        // The times that we write; the other way knows many forms, and takes several times as long.
        if (text.Length == TimeLength && text[^1] == 'Z' && element.GetProperty(name).TryGetDateTimeOffset(out var written)) return written;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Mistake(name, "must be a time such as 2026-01-31T12:00:00.000000Z");
    }

    /// <summary>A length of time; zero when it is missing.</summary>
    /// <exception cref="DocumentException">It is none.</exception>
    public TimeSpan Duration(string name)
    {
        if (OptionalText(name) is not { } text) return TimeSpan.Zero;
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration)
            ? duration
            : throw Mistake(name, "must be a duration such as 00:10:00");
    }

    /// <summary>One of the names of an enumeration.</summary>
    /// <exception cref="DocumentException">It is missing or none of them.</exception>
    public T Choice<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(name), out var value) && Enum.IsDefined(value)
            ? value
            : throw Mistake(name, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>The JSON text of an object, or null.</summary>
    /// <exception cref="DocumentException">It is not an object.</exception>
    public string? OptionalObject(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } field => field.GetRawText(),
        _ => throw Mistake(name, "must be an object"),
    };

    /// <summary>A list of texts; none when it is missing.</summary>
    /// <exception cref="DocumentException">It is not a list, or an item is not a text.</exception>
    public IReadOnlyList<string> Texts(string name) => Field(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw Mistake(name, "must be a list of texts"),
    };

    /// <summary>The items of a list, each with its path; none when it is missing.</summary>
    /// <exception cref="DocumentException">It is not a list, or an item is not an object.</exception>
    public IEnumerable<DocumentRow> List(string name) => Items(Field(name), $"{Path}.{name}");

    /// <summary>The items of a list in a document.</summary>
    /// <exception cref="DocumentException">It is not a list, or an item is not an object.</exception>
    public static IEnumerable<DocumentRow> Items(JsonElement? list, string path)
    {
        if (list is not { } array) yield break;
        if (array.ValueKind != JsonValueKind.Array) throw new DocumentException(path, "must be a list");
        var (index, columns) = (0, new DocumentColumns());
        foreach (var item in array.EnumerateArray())
        {
            var row = new DocumentRow(item, path, columns, index++);
            if (item.ValueKind != JsonValueKind.Object) throw new DocumentException(row.Path, "must be an object");
            yield return row;
        }
    }

    /// <summary>The fields that were not asked for.</summary>
    public IReadOnlyList<JsonProperty> Unknown() =>
        // Mostly all fields are known, which their number tells without a look at each.
        BitOperations.PopCount(_found) == Count()
            ? []
            : element.EnumerateObject().Where(p => !columns.Has(p.Name, _asked)).ToList();

    /// <summary>An error about one field.</summary>
    public DocumentException Mistake(string name, string what) => new($"{Path}.{name}", what);

    private int Count()
    {
        var count = 0;
        foreach (var field in element.EnumerateObject()) count++;
        return count;
    }

    private JsonElement? Field(string name)
    {
        var bit = columns.BitOf(name);
        _asked |= bit;
        if (!element.TryGetProperty(name, out var field)) return null;
        _found |= bit;
        return field.ValueKind == JsonValueKind.Null ? null : field;
    }
}

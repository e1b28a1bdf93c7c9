using System.Globalization;
using Allocation.Core.Texts;

namespace Allocation.Server.Rest.Queries;

/// <summary>Makes parameters of the usual types.</summary>
internal static class Parameter
{
    /// <summary>Any text.</summary>
    public static QueryParameter<string> Text(string name, string description) =>
        new(name, description, texts => (texts[0], null)) { Value = QueryValue.Text };

    /// <summary>Any texts.</summary>
    public static QueryParameter<IReadOnlyList<string>> Texts(string name, string description) =>
        new(name, description, texts => (texts, null)) { Value = QueryValue.Text, Repeats = true };

    /// <summary>Whether something is wanted.</summary>
    public static QueryParameter<bool> Flag(string name, string description) => new(name, description, texts => texts[0] switch
    {
        "true" => (true, null),
        "false" => (false, null),
        var text => (false, $"must be true or false, not '{text}'"),
    })
    {
        Value = QueryValue.Flag,
    };

    /// <summary>A whole number between two, both included.</summary>
    public static QueryParameter<long?> Count(string name, string description, long lowest, long highest) => new(name, description, texts =>
        long.TryParse(texts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= lowest && number <= highest
        ? (number, null)
        : (null, $"must be a whole number from {lowest} to {highest}, not '{texts[0]}'"))
    {
        Value = QueryValue.Number,
    };

    /// <summary>A percentage.</summary>
    public static QueryParameter<double?> Percent(string name, string description) => new(name, description, texts =>
        double.TryParse(texts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
        ? (percent, null)
        : (null, $"must be between 0 and 100, not '{texts[0]}'"))
    {
        Value = QueryValue.Fraction,
    };

    /// <summary>A time; UTC where it names no zone, because callers are anywhere.</summary>
    public static QueryParameter<DateTimeOffset?> Time(string name, string description) => new(name, description, texts =>
    {
        var time = TimeText.Read(texts[0], TimeZoneInfo.Utc, out var mistake);
        return mistake is null
            ? (time, null)
            : (null, $"must be a time such as 2031-04-05T14:30:00Z or 2031-04-05T14:30:00%2B02:00, not '{texts[0]}'");
    })
    {
        Value = QueryValue.Time,
    };

    /// <summary>One of the names of an enumeration, in any case.</summary>
    public static QueryParameter<T?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>();
        return new(name, description, texts => words.FirstOrDefault(w => w.Equals(texts[0], StringComparison.OrdinalIgnoreCase)) is { } word
            ? (Enum.Parse<T>(word), null)
            : (null, $"must be one of {string.Join(", ", words)}, not '{texts[0]}'"))
        {
            Value = QueryValue.Text,
            Words = words,
        };
    }
}

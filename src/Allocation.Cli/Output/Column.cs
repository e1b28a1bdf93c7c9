namespace Allocation.Cli.Output;

/// <summary>One column of a table for people.</summary>
/// <param name="Title">Its heading: the name of the property that it shows.</param>
/// <param name="Text">The text of one row; null shows nothing.</param>
/// <param name="Right">Whether it is aligned right, as numbers are.</param>
internal sealed record Column<T>(string Title, Func<T, string?> Text, bool Right = false)
{
    /// <summary>A column of numbers.</summary>
    public static Column<T> Number(string title, Func<T, long?> number) =>
        new(title, row => number(row)?.ToString(System.Globalization.CultureInfo.InvariantCulture), Right: true);

    /// <summary>A column of times: UTC, to the second.</summary>
    public static Column<T> Time(string title, Func<T, DateTimeOffset?> time) =>
        new(title, row => time(row)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
}

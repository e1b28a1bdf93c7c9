using System.Globalization;
using System.Management.Automation;
using Allocation.Core.Pools.Use;
using Allocation.Core.Texts;

namespace Allocation.PowerShell.Views;

/// <summary>
/// The cells of the views in <c>Allocation.Format.ps1xml</c>. PowerShell gives a column the width of its longest text and drops the
/// last columns when no room is left. So texts before the last column are limited: all columns have room at 80 characters, and
/// a wider window gives them more.
/// </summary>
public static class Cell
{
    private const int NarrowWindow = 80;

    // Where seconds have room as well.
    private const int WideWindow = 120;

    // Where the ledger has room for the time of day.
    private const int WideLedger = 140;

    private const string Left = "…";

    /// <summary>A text from elsewhere, with nothing in it that steers a terminal. What is too long loses its middle: its ends distinguish
    /// it.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="width">The most characters in a window of 80 columns.</param>
    /// <param name="share">How many per cent of what a window has more than that go to this column.</param>
    public static string Text(string? text, int width, int share)
    {
        var visible = VisibleText.Of(text ?? "");
        var most = width + ((Window() - NarrowWindow) * share / 100);
        if (visible.Length <= most) return visible;
        var end = (most - 1) * 2 / 3;
        return string.Concat(visible.AsSpan(0, most - 1 - end), Left, visible.AsSpan(visible.Length - end));
    }

    /// <summary>How much of a pool is held, such as 81.5%; nothing for a pool that can give nothing.</summary>
    /// <param name="percent">In percent; null for such a pool.</param>
    public static string Percent(double? percent) => UseInPercent.Text(percent);

    /// <summary>How much a percentage should be noticed: Normal, High or Full.</summary>
    /// <param name="percent">In percent; null for a pool that can give nothing.</param>
    public static string Use(double? percent) => UseInPercent.LevelOf(percent).ToString();

    /// <summary>A time in UTC; to the minute in a narrow window.</summary>
    /// <param name="time">The time; null for none.</param>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString(Window() < WideWindow ? "yyyy-MM-dd HH:mm'Z'" : "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            ?? "";

    /// <summary>A time in UTC; its day where a table has better use for the room.</summary>
    /// <param name="time">The time; null for none.</param>
    public static string Day(DateTimeOffset? time) =>
        Window() < WideLedger ? time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" : Time(time);

    /// <summary>A time in UTC, to the second, wherever there is room for it.</summary>
    /// <param name="time">The time; null for none.</param>
    public static string Moment(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A time in the last column, to which a narrow window leaves the width of a date: the time of day is below it.</summary>
    /// <param name="time">The time; null for none.</param>
    public static string LastTime(DateTimeOffset? time) => Window() < WideWindow ? Time(time).Replace(' ', '\n') : Time(time);

    /// <summary>A hook, as it was written.</summary>
    /// <param name="hook">Its line, or its program with arguments; null for none.</param>
    public static string Command(PSObject? hook)
    {
        var arguments = LanguagePrimitives.GetEnumerable(hook?.Properties["Arguments"]?.Value)?.Cast<object>() ?? [];
        return VisibleText.Of(hook?.Properties["Line"]?.Value as string ?? string.Join(' ', arguments));
    }

    private static int Window() => Console.IsOutputRedirected ? NarrowWindow : Math.Max(NarrowWindow, Console.WindowWidth);
}

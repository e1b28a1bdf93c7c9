using System.CommandLine;
using System.Globalization;

namespace Allocation.Cli;

/// <summary>Options whose value is a time or a duration.</summary>
internal static class TimeOption
{
    /// <summary>An option with a time; UTC unless it says otherwise, as all output is.</summary>
    public static Option<DateTimeOffset?> At(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            result.AddError($"{name} is a time such as 2026-01-31 or 2026-01-31T18:00:00Z, UTC unless it says otherwise, not '{text}'.");
            return null;
        },
    };

    /// <summary>An option with a duration. A bare number would mean days, which nobody expects, and is refused.</summary>
    public static Option<TimeSpan?> Long(string name, string description) => new(name)
    {
        Description = $"{description}: hours:minutes:seconds, or days.hours:minutes:seconds.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)) return duration;
            result.AddError($"{name} is written hours:minutes:seconds, such as 00:10:00, or days.hours:minutes:seconds, such as 90.00:00:00, not '{text}'.");
            return null;
        },
    };

    /// <summary>An option written as a number of seconds, which may have a fraction.</summary>
    public static Option<TimeSpan?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < int.MaxValue) return TimeSpan.FromSeconds(seconds);
            result.AddError($"{name} is a number of seconds, not '{text}'.");
            return null;
        },
    };
}

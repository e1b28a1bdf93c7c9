using System.CommandLine;
using System.Globalization;
using Allocation.Core.Texts;

namespace Allocation.Cli;

/// <summary>Options whose value is a time or a duration.</summary>
internal static class TimeOption
{
    /// <summary>An option with a time; local unless it says otherwise, as in PowerShell.</summary>
    public static Option<DateTimeOffset?> At(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            var time = TimeText.Read(text, TimeZoneInfo.Local, out var mistake);
            if (mistake is null) return time;
            result.AddError($"{name} {mistake}.");
            return null;
        },
    };

    /// <summary>An option with a duration. A bare number would mean days, which is unexpected, and is refused.</summary>
    public static Option<TimeSpan?> Long(string name, string description) => new(name)
    {
        Description = $"{description}: hours:minutes:seconds, or days.hours:minutes:seconds.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)) return duration;
            result.AddError($"{name} must be written hours:minutes:seconds, such as 00:10:00, or days.hours:minutes:seconds, such as " +
                $"90.00:00:00, not '{text}'.");
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
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds < int.MaxValue)
            {
                return TimeSpan.FromSeconds(seconds);
            }
            result.AddError($"{name} must be a number of seconds, not '{text}'.");
            return null;
        },
    };
}

using System.CommandLine;
using System.Globalization;

namespace Allocation.Cli;

/// <summary>Options whose value is a length of time.</summary>
internal static class Durations
{
    /// <summary>An option written hours:minutes:seconds. A bare number would mean days, which nobody expects.</summary>
    public static Option<TimeSpan?> Of(string name, string description) => new(name)
    {
        Description = description + " Written hours:minutes:seconds, or days.hours:minutes:seconds.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)) return time;
            result.AddError($"{name} is written hours:minutes:seconds, such as 00:10:00, not '{text}'.");
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

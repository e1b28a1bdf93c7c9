using System.Globalization;
using Allocation.Core.Texts;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>Times and durations in bodies.</summary>
internal static class BodyTime
{
    /// <summary>A time; UTC where it names no zone, because callers are anywhere.</summary>
    /// <exception cref="RequestRefusedException">It is not one.</exception>
    public static DateTimeOffset? At(string name, string? text)
    {
        if (text is null) return null;
        var time = TimeText.Read(text, TimeZoneInfo.Utc, out var mistake);
        return mistake is null
            ? time
            : throw RequestRefusedException.Usage($"{name} must be a time such as 2031-04-05T14:30:00Z, not '{text}'.", name);
    }

    /// <summary>A duration. A bare number would mean days, which is unexpected, and is refused.</summary>
    /// <exception cref="RequestRefusedException">It is not one.</exception>
    public static TimeSpan? Long(string name, string? text)
    {
        if (text is null) return null;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            ? duration
            : throw RequestRefusedException.Usage(
                $"{name} must be hours:minutes:seconds, such as 00:10:00, or days.hours:minutes:seconds, not '{text}'.", name);
    }
}

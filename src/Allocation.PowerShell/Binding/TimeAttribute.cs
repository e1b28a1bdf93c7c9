using System.Globalization;
using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Texts;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// A time. Text is read in one way on every machine (<see cref="TimeText"/>): PowerShell itself would take 04/05/2031 for April or May, as
/// the culture has it. What PowerShell writes for a time, with its offset, is read as well, so that exported objects can come back.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeAttribute : ArgumentTransformationAttribute
{
    /// <summary>Passes what is not a time on (<see cref="UnreadableArguments"/>) instead of refusing it.</summary>
    public bool KeepUnreadable { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Argument.IsBlank(Argument.Unwrap(inputData))) return null!;
        var time = Read(inputData, out var mistake);
        if (mistake is null) return time;
        return KeepUnreadable
            ? DateTimeOffset.MinValue.AddTicks(UnreadableArguments.Keep(mistake))
            : throw new ArgumentTransformationMetadataException($"The value {mistake}.");
    }

    /// <summary>The time that a value means.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It means none.</exception>
    public static DateTimeOffset Of(object value)
    {
        var time = Read(value, out var mistake);
        return mistake is null ? time : throw new ArgumentTransformationMetadataException($"The value {mistake}.");
    }

    /// <summary>A time that was passed on.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="time">What it was given.</param>
    /// <param name="refusal">The error of a time that could not be read.</param>
    public static DateTimeOffset? Readable(string parameter, DateTimeOffset? time, Func<string?, string, AllocationException> refusal) =>
        time is { } given && UnreadableArguments.Take(given.Ticks) is { } mistake ? throw refusal(null, $"{parameter} {mistake}.") : time;

    private static DateTimeOffset Read(object value, out string? mistake)
    {
        mistake = null;
        switch (Argument.Unwrap(value))
        {
            case DateTimeOffset time: return time;

            // It knows which of two hours it is. Another local time may be the outcome of a sum, and not know.
            case DateTime time when value is PSObject row && Shown.IsTime(row): return new DateTimeOffset(time).ToUniversalTime();
            case DateTime { Kind: DateTimeKind.Utc } time: return new(time);
            case DateTime time: return TimeText.OfLocal(time, TimeZoneInfo.Local, out mistake);
            case string text when Exported(text, CultureInfo.CurrentCulture) is { } time:
                if (Exported(text, CultureInfo.InvariantCulture) is { } other && other != time)
                    mistake = TimeText.Either(text, time, other);
                return time;
            case string text when Exported(text, CultureInfo.InvariantCulture) is { } time:
                return time;
            case string text: return TimeText.Read(text, TimeZoneInfo.Local, out mistake);
        }

        mistake = TimeText.MustBe($"{value}");
        return default;
    }

    // What PowerShell writes for a time in a culture: its short date, its long time, and the offset.
    private static DateTimeOffset? Exported(string text, CultureInfo culture)
    {
        var written = $"{culture.DateTimeFormat.ShortDatePattern} {culture.DateTimeFormat.LongTimePattern} zzz";
        return DateTimeOffset.TryParseExact(text, written, culture, DateTimeStyles.None, out var time) ? time : null;
    }
}

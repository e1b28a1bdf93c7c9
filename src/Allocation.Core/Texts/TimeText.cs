using System.Globalization;

namespace Allocation.Core.Texts;

/// <summary>
/// Reads a time that a person wrote. Only the order year, month, day is read (ISO 8601), because 04/05/2031 is April for some and May for
/// others. A time without a zone is local.
/// </summary>
internal static class TimeText
{
    /// <summary>What must be written instead, as the end of a sentence that begins with the name of the value.</summary>
    /// <param name="written">What was written, in quotes if it is text.</param>
    public static string MustBe(string written) =>
        $"must be a time such as 2031-04-05, 2031-04-05 14:30 or 2031-04-05T14:30:00+02:00, not {written}; " +
            "a time without a zone is local time";

    /// <summary>What must be written instead of a text that means two times, as the end of a sentence that begins with the name of the
    /// value.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="one">What it means in one culture.</param>
    /// <param name="other">What it means in another.</param>
    public static string Either(string written, DateTimeOffset one, DateTimeOffset other) => string.Create(
        CultureInfo.InvariantCulture,
        $"must have one meaning, and '{written}' is {one:yyyy-MM-dd} or {other:yyyy-MM-dd}, depending on the culture that wrote it; " +
            $"write {one:yyyy-MM-ddTHH:mm:sszzz} or {other:yyyy-MM-ddTHH:mm:sszzz}");

    private static readonly string[] s_local = ["yyyy-MM-dd", .. Times("")];

    private static readonly string[] s_zoned = [.. Times("zzz"), .. Times(" zzz"), .. Times("'Z'"), .. Times("' UTC'")];

    /// <summary>The time that a text means.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="zone">Where a time without a zone is.</param>
    /// <param name="mistake">What is wrong, as the end of a sentence that begins with the name of the value; null when nothing is.</param>
    public static DateTimeOffset Read(string text, TimeZoneInfo zone, out string? mistake)
    {
        text = text.Trim();
        mistake = null;
        if (DateTimeOffset.TryParseExact(text, s_zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned))
            return zoned.ToUniversalTime();
        if (DateTime.TryParseExact(text, s_local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return OfLocal(local, zone, out mistake);
        mistake = MustBe($"'{text}'");
        return default;
    }

    /// <summary>The time that a clock in a zone shows.</summary>
    /// <param name="local">What it shows.</param>
    /// <param name="zone">Where it hangs.</param>
    /// <param name="mistake">That the clock never shows it, or shows it twice, when it is changed; null otherwise.</param>
    public static DateTimeOffset OfLocal(DateTime local, TimeZoneInfo zone, out string? mistake)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        mistake = null;
        if (zone.IsInvalidTime(local)) mistake = Odd(local, zone, "does not exist");
        else if (zone.IsAmbiguousTime(local)) mistake = Odd(local, zone, "is there twice");
        if (mistake is not null) return default;
        var offset = zone.GetUtcOffset(local);

        // At the ends of the calendar the same moment in UTC has no date.
        var utc = local.Ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks) return new(local, TimeSpan.Zero);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static string Odd(DateTime local, TimeZoneInfo zone, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"must not be {local:yyyy-MM-dd HH:mm:ss}, which {what} in {zone.Id}, because clocks are changed then; write the offset behind " +
            $"it, such as {local:yyyy-MM-dd HH:mm:ss}{Offset(zone.BaseUtcOffset)}");

    private static string Offset(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");

    private static IEnumerable<string> Times(string zone) =>
        from separator in (string[])[" ", "'T'"]
        from time in (string[])["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"]
        select $"yyyy-MM-dd{separator}{time}{zone}";
}

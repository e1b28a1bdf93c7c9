using System.Globalization;
using Allocation.Core.Texts;

namespace Allocation.Core.Tests.Texts;

public sealed class TimeTextTests
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2031-04-05", "2031-04-05T04:00:00Z")]
    [InlineData("2031-04-05 14:30", "2031-04-05T18:30:00Z")]
    [InlineData("2031-04-05T14:30:15.25", "2031-04-05T18:30:15.25Z")]
    [InlineData("2031-04-05T14:30:00Z", "2031-04-05T14:30:00Z")]
    [InlineData(" 2031-04-05 14:30:00 +02:00 ", "2031-04-05T12:30:00Z")]
    [InlineData("2031-04-05T14:30+02:00", "2031-04-05T12:30:00Z")]
    public void A_time_is_read_in_one_way_in_every_culture(string text, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (string[])["en-US", "de-DE", "th-TH", "tr-TR", "ar-SA"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), TimeText.Read(text, s_newYork, out var mistake));
                Assert.Null(mistake);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("04/05/2031")]
    [InlineData("05.04.2031")]
    [InlineData("2031-4-5")]
    [InlineData("2031-13-01")]
    [InlineData("2031-04-31")]
    [InlineData("14:30")]
    [InlineData("soon")]
    [InlineData("")]
    public void What_can_be_read_in_two_ways_or_in_none_is_refused(string text)
    {
        TimeText.Read(text, s_newYork, out var mistake);
        Assert.Contains($"not '{text}'", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2031-03-30 02:30", "+01:00")]
    [InlineData("2031-10-26 02:30", "+01:00")]
    public void A_local_time_that_a_clock_change_skips_or_repeats_needs_its_offset(string text, string offset)
    {
        TimeText.Read(text, s_berlin, out var mistake);
        Assert.Contains(offset, mistake, StringComparison.Ordinal);

        TimeText.Read(text + offset, s_berlin, out mistake);
        Assert.Null(mistake);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31 23:59")]
    public void The_ends_of_the_calendar_are_read(string text)
    {
        foreach (var zone in (TimeZoneInfo[])[s_newYork, s_berlin, TimeZoneInfo.Utc])
        {
            TimeText.Read(text, zone, out var mistake);
            Assert.Null(mistake);
        }
    }
}

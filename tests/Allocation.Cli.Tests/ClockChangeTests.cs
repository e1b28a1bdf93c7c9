using System.Globalization;

namespace Allocation.Cli.Tests;

/// <summary>A lifetime is elapsed time, also where clocks are changed while it runs.</summary>
public sealed class ClockChangeTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("Europe/Berlin", "2031-03-30 00:05:00", "2031-03-30 04")]
    [InlineData("Europe/Berlin", "2031-10-25 23:05:00", "2031-10-26 02")]
    [InlineData("America/New_York", "2031-03-09 06:05:00", "2031-03-09 04")]
    [InlineData("America/New_York", "2031-11-02 04:05:00", "2031-11-02 01")]
    public void A_lifetime_across_a_clock_change_is_elapsed_time(string zone, string utc, string local)
    {
        Assert.SkipUnless(FakeTime.Works, FakeTime.Missing);
        _box.Environment["TZ"] = zone;
        Under(utc, "pool", "new", "vlan", "--from", "100", "--to", "200");
        var made = Under(utc, "vlan", "new", "a", "--lifetime", "02:00:00", "--json").One;
        var (start, end) = (Time((string?)made["CreatedAt"]), Time((string?)made["EndDate"]));
        Assert.Equal(TimeSpan.FromHours(2), end - start);
        Assert.Equal(local, TimeZoneInfo.ConvertTime(end, TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture));
        Assert.Contains($"{end:yyyy-MM-dd HH:mm:ss'Z'}", Under(utc, "list").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2031-10-25 23:30:00", "2031-10-26 02:30", "+02:00", "+01:00")]
    [InlineData("America/New_York", "2031-11-02 04:30:00", "2031-11-02 01:30", "-04:00", "-05:00")]
    public void Both_hours_that_clocks_show_twice_can_be_said(string zone, string utc, string local, string first, string second)
    {
        Assert.SkipUnless(FakeTime.Works, FakeTime.Missing);
        _box.Environment["TZ"] = zone;
        Under(utc, "pool", "new", "vlan", "--from", "100", "--to", "200");
        var one = Time((string?)Under(utc, "vlan", "new", "a", "--end-date", local + first, "--json").One["EndDate"]);
        var other = Time((string?)Under(utc, "vlan", "new", "b", "--end-date", local + second, "--json").One["EndDate"]);
        Assert.Equal(TimeSpan.FromHours(1), other - one);
        Assert.Contains("twice", Finish(utc, "vlan", "new", "c", "--end-date", local).Misused().Error, StringComparison.Ordinal);
    }

    private CliRun Under(string utc, params string[] arguments) => Finish(utc, arguments).Ok();

    private CliRun Finish(string utc, params string[] arguments) => Sandbox.Finish(_box.StartUnder(FakeTime.At(utc), arguments));

    private static DateTimeOffset Time(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);
}

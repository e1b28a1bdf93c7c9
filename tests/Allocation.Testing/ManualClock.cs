namespace Allocation.Testing;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Time { get; set; } = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Time;

    public void Advance(TimeSpan time) => Time += time;

    public void Seconds(double seconds) => Advance(TimeSpan.FromSeconds(seconds));
}

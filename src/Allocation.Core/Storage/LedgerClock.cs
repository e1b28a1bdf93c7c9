namespace Allocation.Core.Storage;

/// <summary>The time as every store can keep it: UTC, whole microseconds.</summary>
internal static class LedgerClock
{
    /// <summary>Now, cut to whole microseconds.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}

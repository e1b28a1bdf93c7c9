namespace Allocation.Stores.Sql;

/// <summary>Times as the databases keep them: whole microseconds since 1970-01-01 UTC, in 64 bits. Finer parts are cut off.</summary>
internal static class UnixMicroseconds
{
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

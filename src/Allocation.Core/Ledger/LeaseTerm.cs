namespace Allocation.Core.Ledger;

/// <summary>The time for which a caller asks for a lease, as it was said: what it means depends on when it is granted.</summary>
/// <param name="Start">When it shall begin; null for at once.</param>
/// <param name="End">When it shall end; null for open-ended, or for a lifetime.</param>
/// <param name="Lifetime">How long after its begin it shall end; null for open-ended, or for an end.</param>
public sealed record LeaseTerm(DateTimeOffset? Start = null, DateTimeOffset? End = null, TimeSpan? Lifetime = null)
{
    /// <summary>At once, and without an end.</summary>
    public static LeaseTerm Open { get; } = new();

    /// <summary>What is wrong with it when it is asked for at <paramref name="now"/>; null when nothing is.</summary>
    public string? Mistake(DateTimeOffset now)
    {
        var begin = Start ?? now;
        if (End is not null && Lifetime is not null) return "it must not have both an end and a lifetime";
        if (Lifetime <= TimeSpan.Zero) return "its lifetime must be above zero";
        if (Lifetime > DateTimeOffset.MaxValue - begin) return "its lifetime must not go beyond the year 9999";
        if (Last(now) is not { } end) return null;
        if (end <= begin) return $"it must end after its start at {begin:u}, not at {end:u}";
        return end <= now ? $"it must end in the future, not at {end:u}" : null;
    }

    /// <summary>The times of a lease that is granted at <paramref name="now"/>: UTC, whole microseconds.</summary>
    public LeaseTime GrantedAt(DateTimeOffset now) => this == Open ? LeaseTime.Open : new(Cut(Start), Cut(Last(now)));

    private DateTimeOffset? Last(DateTimeOffset now) => End ?? (Start ?? now) + Lifetime;

    // A microsecond is the finest that every store keeps.
    private static DateTimeOffset? Cut(DateTimeOffset? time) =>
        time is { } given ? new DateTimeOffset(given.UtcTicks - (given.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero) : null;
}

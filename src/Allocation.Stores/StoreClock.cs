namespace Allocation.Stores;

/// <summary>
/// The time of a store that is a file: the machine's, but never before the latest time that was given out or that the store has
/// seen. A clock that was set back would else end a delay for reuse, or a lease, that has hardly begun.
/// </summary>
/// <param name="machine">The clock of the machine.</param>
internal sealed class StoreClock(TimeProvider machine) : TimeProvider
{
    private long _latest;

    /// <summary>The latest time that was given out or seen, in whole microseconds; the beginning of time when there is none.</summary>
    public DateTimeOffset Latest
    {
        get
        {
            var ticks = Interlocked.Read(ref _latest);
            return new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Raise(machine.GetUtcNow().UtcTicks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <summary>The store has seen this time: from here on it is not before it.</summary>
    public void See(DateTimeOffset time) => Raise(time.UtcTicks);

    private long Raise(long ticks)
    {
        while (true)
        {
            var latest = Interlocked.Read(ref _latest);
            if (ticks <= latest) return latest;
            if (Interlocked.CompareExchange(ref _latest, ticks, latest) == latest) return ticks;
        }
    }
}

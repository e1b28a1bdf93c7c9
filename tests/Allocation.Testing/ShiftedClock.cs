namespace Allocation.Testing;

/// <summary>The clock of the system, wrong by some time.</summary>
public sealed class ShiftedClock : TimeProvider
{
    /// <summary>By how much it is ahead.</summary>
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}

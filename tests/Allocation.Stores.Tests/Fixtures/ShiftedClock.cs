namespace Allocation.Stores.Tests.Fixtures;

/// <summary>The clock of a machine that somebody has set wrong.</summary>
public sealed class ShiftedClock : TimeProvider
{
    /// <summary>By how much it is ahead.</summary>
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}

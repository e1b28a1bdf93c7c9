namespace Allocation.Core.Tests;

/// <summary>The system's clock, ahead by some time.</summary>
public sealed class OffsetClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + ahead;
}

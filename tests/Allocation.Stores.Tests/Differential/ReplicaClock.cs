namespace Allocation.Stores.Tests.Differential;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ReplicaClock : TimeProvider
{
    public DateTimeOffset Time { get; set; } = Fixtures.Rows.Noon;

    public override DateTimeOffset GetUtcNow() => Time;
}

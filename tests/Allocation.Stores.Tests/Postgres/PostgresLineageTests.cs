using Allocation.Stores.Postgres;

namespace Allocation.Stores.Tests.Postgres;

public sealed class PostgresLineageTests
{
    [Theory]
    [InlineData("x", 1, null, "x", 2, null, true)]
    [InlineData("x", 2, null, "x", 1, null, false)]
    [InlineData("x", 2, "a", "x", 2, "a", false)]
    [InlineData("x", 2, "a", "x", 2, "b", true)]
    [InlineData("x", 2, null, "x", 2, "b", false)]
    [InlineData("y", 1, "a", "x", 2, "b", false)]
    public void Only_the_same_cluster_can_go_back(string system, long timeline, string? era, string knownSystem, long knownTimeline,
        string? knownEra, bool isBehind) =>
        Assert.Equal(isBehind, new PostgresLineage(system, timeline, era).IsBehind(new(knownSystem, knownTimeline, knownEra)));
}

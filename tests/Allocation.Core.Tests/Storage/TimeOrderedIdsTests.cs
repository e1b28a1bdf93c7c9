using Allocation.Core.Storage;

namespace Allocation.Core.Tests.Storage;

public sealed class TimeOrderedIdsTests
{
    [Fact]
    public void Later_ids_sort_after_earlier_ones_within_one_millisecond_too()
    {
        var ids = new TimeOrderedIds(new ManualClock());

        // More than the 4,096 that fit into one millisecond.
        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void They_stay_in_order_when_the_clock_is_set_back()
    {
        var clock = new ManualClock();
        var ids = new TimeOrderedIds(clock);
        var before = ids.Next();

        clock.Time -= TimeSpan.FromDays(1);

        Assert.True(string.CompareOrdinal(ids.Next(), before) > 0);
    }

    [Fact]
    public void They_are_version_7_UUIDs_that_begin_with_the_time()
    {
        var clock = new ManualClock();
        var ids = new TimeOrderedIds(clock);

        // The first ones and later ones have their random bits from two sources.
        var made = Enumerable.Range(0, 200).Select(_ => ids.Next()).ToList();

        Assert.All(made, id =>
        {
            Assert.Equal(36, id.Length);
            Assert.Equal('7', id[14]);
            Assert.Contains(id[19], "89ab");
            Assert.Equal(clock.Time.ToUnixTimeMilliseconds(), Convert.ToInt64(id[..8] + id[9..13], 16));
        });
        Assert.Equal(made.Count, made.Select(id => id[20..]).Distinct().Count());
    }

    [Fact]
    public void Threads_never_get_the_same_one()
    {
        var ids = new TimeOrderedIds(new ManualClock());

        var made = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
            .SelectMany(_ => Enumerable.Range(0, 5_000).Select(_ => ids.Next()).ToList()).ToList();

        Assert.Equal(40_000, made.Distinct().Count());
    }
}

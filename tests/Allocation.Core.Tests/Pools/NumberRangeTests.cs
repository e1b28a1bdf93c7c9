using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Pools;

public sealed class NumberRangeTests
{
    [Fact]
    public void Its_end_does_not_belong_to_it()
    {
        var range = new NumberRange(100, 200);

        Assert.Equal(100, range.Count);
        Assert.True(range.Contains(100));
        Assert.True(range.Contains(199));
        Assert.False(range.Contains(200));
        Assert.False(range.Contains(99));
        Assert.Equal("100-199", range.ToString());
        Assert.Equal(range, NumberRange.Parse(range.ToString()));
        Assert.Equal("150", NumberRange.Of(150).ToString());
        Assert.Equal("none", new NumberRange(5, 5).ToString());
    }

    [Fact]
    public void A_range_that_ends_where_it_begins_is_empty()
    {
        Assert.True(default(NumberRange).IsEmpty);
        Assert.True(new NumberRange(5, 5).IsEmpty);
        Assert.False(NumberRange.Of(5).IsEmpty);
        Assert.False(new NumberRange(5, 5).Contains(5));
    }

    [Theory]
    [InlineData("0", 0, 1)]
    [InlineData("150", 150, 151)]
    [InlineData("150-160", 150, 161)]
    [InlineData(" 150 - 150 ", 150, 151)]
    [InlineData("9223372036854775806", long.MaxValue - 1, long.MaxValue)]
    public void The_text_form_includes_both_ends(string text, long from, long to) =>
        Assert.Equal(new NumberRange(from, to), NumberRange.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("-5")]
    [InlineData("5-")]
    [InlineData("160-150")]
    [InlineData("1-2-3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("9223372036854775807")]
    [InlineData("0-9223372036854775807")]
    [InlineData("٣")]
    public void Any_other_text_is_refused(string text) =>
        Assert.Throws<InvalidPoolException>(() => NumberRange.Parse(text));

    [Fact]
    public void Normalizing_sorts_joins_what_touches_or_overlaps_and_drops_what_is_empty()
    {
        NumberRange[] ranges = [new(20, 30), new(5, 5), new(0, 5), new(5, 8), new(25, 40), new(50, 60), new(52, 55)];

        Assert.Equal([new(0, 8), new(20, 40), new(50, 60)], NumberRange.Normalize(ranges));
    }

    [Fact]
    public void Taking_holes_out_leaves_the_rest()
    {
        var range = new NumberRange(10, 20);

        Assert.Equal([new(10, 20)], range.Except([]));
        Assert.Equal([new(12, 15), new(16, 18)], range.Except([new(0, 5), new(5, 12), new(15, 16), new(18, 30), new(40, 50)]));
        Assert.Empty(range.Except([new(0, 100)]));
        Assert.Empty(new NumberRange(5, 5).Except([]));
    }

    [Theory]
    [InlineData(0, 10, 5, 15, 5, 10)]
    [InlineData(0, 10, 2, 3, 2, 3)]
    [InlineData(5, 6, 0, 100, 5, 6)]
    public void The_intersection_is_what_both_have(long from, long to, long otherFrom, long otherTo, long expectedFrom, long expectedTo) =>
        Assert.Equal(new NumberRange(expectedFrom, expectedTo), new NumberRange(from, to).Intersect(new(otherFrom, otherTo)));

    [Theory]
    [InlineData(0, 5, 5, 10)]
    [InlineData(0, 5, 7, 10)]
    [InlineData(7, 10, 0, 5)]
    public void The_intersection_of_ranges_that_do_not_meet_is_empty(long from, long to, long otherFrom, long otherTo)
    {
        var common = new NumberRange(from, to).Intersect(new(otherFrom, otherTo));

        Assert.True(common.IsEmpty);
        Assert.Equal(0, common.Count);
    }
}

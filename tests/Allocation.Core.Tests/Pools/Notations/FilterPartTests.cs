using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Tests.Pools.Notations;

/// <summary>What a filter can name: parts that reach beyond the pool, or lie within one of its resources.</summary>
public sealed class FilterPartTests
{
    [Theory]
    [InlineData(null, "0-9223372036854775807", 0, long.MaxValue)]
    [InlineData(null, "5-99999999999999999999", 5, long.MaxValue)]
    [InlineData(null, "150", 150, 151)]
    [InlineData("address 10.20.0.0/24", "10.0.0.0-10.255.255.255", 0, 256)]
    [InlineData("address 10.20.0.0/24", "10.0.0.0-10.20.0.9", 0, 10)]
    [InlineData("address 10.20.0.0/24", "10.20.0.250 - 11.0.0.0", 250, 256)]
    [InlineData("address 10.20.0.0/24", "10.0.0.0/8", 0, 256)]
    [InlineData("address 10.20.0.0/24", "10.20.0.128/25-10.20.1.0/25", 128, 256)]
    [InlineData("address 2001:db8::/64", "::-ffff::", 0, 1L << 62)]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.2.17", 2, 3)]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.2.16/28", 2, 3)]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.2.17-10.0.4.1", 2, 5)]
    [InlineData("subnet 10.0.0.0/8 24", "0.0.0.0-255.255.255.255", 0, 65536)]
    [InlineData("subnet 10.0.0.0/8 24", "9.0.0.0/24-10.0.1.0/24", 0, 2)]
    [InlineData("subnet ::/0 62", "::/0", 0, 1L << 62)]
    [InlineData("mac 52:54:00", "00:00:00:00:00:00-52:54:00:00:00:01", 0, 2)]
    [InlineData("mac 52:54:00", "52-54-00-00-00-05-ff-ff-ff-ff-ff-ff", 5, 1L << 24)]
    [InlineData("text web-{0:000}", "web-001-web-003", 1, 4)]
    public void A_part_is_cut_to_what_the_pool_can_write(string? notation, string text, long from, long to)
    {
        Assert.Null(PoolNotation.Parse(notation).ReadPart(text, out var range).Mistake);
        Assert.Equal(new NumberRange(from, to), range);
    }

    [Theory]
    [InlineData(null, "150-100")]
    [InlineData(null, "99999999999999999999-5")]
    [InlineData("address 10.20.0.0/24", "10.20.0.9-10.20.0.1")]
    [InlineData("address 10.20.0.0/24", "11.0.0.0-9.0.0.0")]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.2.0/24-10.0.1.0/24")]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.2.9-10.0.1.0")]
    [InlineData("mac 52:54:00", "52:54:00:00:00:05-52:54:00:00:00:01")]
    [InlineData("mac 52:54:00", "ff:54:00:00:00:05-00:54:00:00:00:01")]
    [InlineData("text web-{0:000}", "web-003-web-001")]
    public void A_range_that_ends_before_it_begins_is_a_mistake(string? notation, string text)
    {
        var reading = PoolNotation.Parse(notation).ReadPart(text, out _);
        Assert.True(reading.IsBackwards);
        Assert.False(reading.IsOutside);
    }

    [Theory]
    [InlineData(null, "9223372036854775807")]
    [InlineData("address 10.20.0.0/24", "10.21.0.0-10.22.0.0")]
    [InlineData("subnet 10.0.0.0/8 24", "11.0.0.1")]
    [InlineData("mac 52:54:00", "52:54:01:00:00:00-52:54:02:00:00:00")]
    public void What_is_elsewhere_is_outside_and_no_mistake_of_writing(string? notation, string text) =>
        Assert.True(PoolNotation.Parse(notation).ReadPart(text, out _).IsOutside);

    [Theory]
    [InlineData("address 10.20.0.0/24", "10.20.0.5/24")]
    [InlineData("subnet 10.0.0.0/8 24", "10.20.0.5/24")]
    public void A_network_with_bits_behind_its_prefix_is_told_as_such(string notation, string text) =>
        Assert.Contains("10.20.0.0/24", PoolNotation.Parse(notation).ReadPart(text, out _).Mistake);
}

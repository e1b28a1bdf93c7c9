using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Tests.Pools.Notations;

/// <summary>Which addresses a network gives, how they are written, and which spellings are read.</summary>
public sealed class AddressNotationTests
{
    [Theory]
    [InlineData("10.20.0.0/24", "10.20.0.1-10.20.0.254", 254)]
    [InlineData("10.20.0.4/30", "10.20.0.5-10.20.0.6", 2)]
    [InlineData("10.20.0.4/31", "10.20.0.4-10.20.0.5", 2)]
    [InlineData("255.255.255.255/32", "255.255.255.255", 1)]
    [InlineData("0.0.0.0/0", "0.0.0.1-255.255.255.254", 4294967294)]
    [InlineData("2001:db8::/120", "2001:db8::1-2001:db8::ff", 255)]
    [InlineData("2001:db8::2/127", "2001:db8::2-2001:db8::3", 2)]
    [InlineData("2001:db8::7/128", "2001:db8::7", 1)]
    [InlineData("2001:db8::/66", "2001:db8::1-2001:db8::3fff:ffff:ffff:ffff", 4611686018427387903)]
    [InlineData("2001:db8::/32", "2001:db8::1-2001:db8::3fff:ffff:ffff:ffff", 4611686018427387903)]
    [InlineData("::/0", "::1-::3fff:ffff:ffff:ffff", 4611686018427387903)]
    public void A_network_gives_what_the_standards_leave_for_hosts(string network, string gives, long size)
    {
        var notation = AddressNotation.Of(network);
        Assert.Equal((gives, size), (notation.Write(notation.Usual!.Value), notation.Usual.Value.Count));
        Assert.Equal(notation, PoolNotation.Parse(notation.Stored));
    }

    [Theory]
    [InlineData("10.20.0.0/24", "10.20.0.7", 7)]
    [InlineData("10.20.0.0/24", "10.20.0.0", 0)]
    [InlineData("10.20.0.0/24", "10.20.0.255", 255)]
    [InlineData("2001:db8::/64", "2001:DB8:0:0::000A", 10)]
    [InlineData("2001:db8::/64", "2001:0db8:0000:0000:0000:0000:0000:000a", 10)]
    [InlineData("::ffff:0:0/96", "::ffff:10.0.0.1", 167772161)]
    public void An_address_is_read_and_written_in_one_spelling(string network, string text, long number)
    {
        var notation = AddressNotation.Of(network);
        Assert.Equal(Reading.Of(number), notation.Read(text));
        Assert.Equal(Reading.Of(number), notation.Read(notation.Write(number)));
    }

    [Theory]
    [InlineData("10.20.0.0/24", "010.020.000.007", "without leading zeros")]
    [InlineData("10.20.0.0/24", "010.020.000.009", "without leading zeros")]
    [InlineData("10.20.0.0/24", "10.20.7", "four numbers")]
    [InlineData("10.20.0.0/24", "169083911", "four numbers")]
    [InlineData("10.20.0.0/24", "0x0a140007", "four numbers")]
    [InlineData("10.20.0.0/24", "10.20.0.256", "from 0 to 255")]
    [InlineData("10.20.0.0/24", "10.20.0.7/24", "not an address such as")]
    [InlineData("10.20.0.0/24", " 10.20.0.7", "not an address such as")]
    [InlineData("10.20.0.0/24", "", "not an address such as")]
    [InlineData("10.20.0.0/24", "2001:db8::7", "of IPv6, and 10.20.0.0/24 is of IPv4")]
    [InlineData("2001:db8::/64", "10.20.0.7", "of IPv4, and 2001:db8::/64 is of IPv6")]
    [InlineData("2001:db8::/64", "[2001:db8::7]:80", "not an address such as")]
    [InlineData("fe80::/64", "fe80::7%1", "not an address such as")]
    public void Another_spelling_is_refused_with_what_it_must_be(string network, string text, string says)
    {
        var reading = AddressNotation.Of(network).Read(text);
        Assert.False(reading.IsOutside);
        Assert.Contains(says, reading.Mistake);
    }

    [Theory]
    [InlineData("10.20.0.0/24", "10.20.1.0", "it must be in 10.20.0.0/24")]
    [InlineData("2001:db8::/64", "2001:db8:0:1::", "it must be in 2001:db8::/64")]
    [InlineData("2001:db8::/64", "2001:db8::4000:0:0:0", "it must be in 2001:db8::-2001:db8::3fff:ffff:ffff:ffff")]
    public void An_address_outside_the_network_is_told_from_a_text_that_is_none(string network, string text, string says) =>
        Assert.Equal(Reading.Outside(says), AddressNotation.Of(network).Read(text));

    [Theory]
    [InlineData("10.20.0.1/24", "the network of that address is 10.20.0.0/24")]
    [InlineData("2001:db8::1/64", "the network of that address is 2001:db8::/64")]
    [InlineData("10.20.0.0/33", "must be between 0 and 32, not 33")]
    [InlineData("2001:db8::/129", "must be between 0 and 128, not 129")]
    [InlineData("10.20.0.0", "not a network such as")]
    [InlineData("10.20.0.0/255.255.255.0", "not a network such as")]
    [InlineData("10.20.0.0/-1", "not a network such as")]
    [InlineData("10.20/16", "four numbers")]
    [InlineData("lan/24", "not an address such as")]
    [InlineData("", "not a network such as")]
    public void A_text_that_is_no_network_is_refused_with_what_it_must_be(string text, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidPoolException>(() => AddressNotation.Typed("lan", text)).Message);

    [Theory]
    [InlineData("10.20.0.7-10.20.0.9", 7, 10)]
    [InlineData("10.20.0.7 - 10.20.0.9", 7, 10)]
    [InlineData("10.20.0.7", 7, 8)]
    public void A_range_includes_both_ends(string text, long from, long to)
    {
        Assert.Null(AddressNotation.Of("10.20.0.0/24").ReadRange(text, out var range).Mistake);
        Assert.Equal(new NumberRange(from, to), range);
    }

    [Theory]
    [InlineData("10.20.0.9-10.20.0.7", "ends before it begins", false)]
    [InlineData("10.20.0.9-10.20.1.7", "must be in 10.20.0.0/24", true)]
    [InlineData("10.20.0.9-7", "not an address such as", false)]
    public void A_range_that_is_none_is_refused(string text, string says, bool isOutside)
    {
        var reading = AddressNotation.Of("10.20.0.0/24").ReadRange(text, out _);
        Assert.Contains(says, reading.Mistake);
        Assert.Equal(isOutside, reading.IsOutside);
    }

    [Theory]
    [InlineData("10.20.0.0/24", "10.20.0.128/25", 128, 256)]
    [InlineData("10.20.0.128/25", "10.20.0.0/24", 0, 128)]
    [InlineData("10.20.0.0/24", "10.20.1.0/24", 0, 0)]
    [InlineData("10.20.0.0/24", "::/0", 0, 0)]
    [InlineData("0.0.0.0/0", "255.255.255.255/32", 4294967295, 4294967296)]
    [InlineData("2001:db8:0:1::/64", "2001:db8::/32", 0, 0)]
    [InlineData("2001:db8::/64", "2001:db8::/32", 0, 4611686018427387904)]
    public void What_two_networks_share_is_counted_in_the_first(string one, string other, long from, long to)
    {
        var theirs = AddressNotation.Of(other);
        Assert.Equal(new NumberRange(from, to), AddressNotation.Of(one).Shared(theirs, theirs.Whole));
    }
}

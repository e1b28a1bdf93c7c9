using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Tests.Pools.Notations;

/// <summary>Subnets, MAC addresses and texts: what a pool gives, how it is written, and which spellings are read.</summary>
public sealed class OtherNotationTests
{
    [Theory]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.0.0/24-10.255.255.0/24", 65536)]
    [InlineData("subnet 10.0.0.0/8 8", "10.0.0.0/8", 1)]
    [InlineData("subnet 2001:db8::/32 48", "2001:db8::/48-2001:db8:ffff::/48", 65536)]
    [InlineData("subnet 2001:db8::/32 94", "2001:db8::/94-2001:db8:ffff:ffff:ffff:fffc::/94", 1L << 62)]
    [InlineData("subnet ::/0 62", "::/62-ffff:ffff:ffff:fffc::/62", 1L << 62)]
    [InlineData("mac 52:54:00", "52:54:00:00:00:00-52:54:00:ff:ff:ff", 1L << 24)]
    [InlineData("mac 02", "02:00:00:00:00:00-02:ff:ff:ff:ff:ff", 1L << 40)]
    [InlineData("text web-{0:000}", "web-000-web-999", 1000)]
    [InlineData("text {0:0}.example", "0.example-9.example", 10)]
    public void A_notation_comes_back_from_its_stored_text_and_says_what_it_gives(string stored, string gives, long size)
    {
        var notation = PoolNotation.Parse(stored);
        Assert.Equal(stored, notation.Stored);
        Assert.Equal((gives, size), (notation.Write(notation.Usual!.Value), notation.Usual.Value.Count));
    }

    [Theory]
    [InlineData("subnet 10.0.0.0/8 24", "10.20.30.0/24", 20 * 256 + 30, "10.20.30.0/24")]
    [InlineData("subnet 2001:db8::/32 48", "2001:DB8:00ff::/48", 255, "2001:db8:ff::/48")]
    [InlineData("subnet 2001:db8::/32 94", "2001:db8:ffff:ffff:ffff:fffc::/94", (1L << 62) - 1,
        "2001:db8:ffff:ffff:ffff:fffc::/94")]
    [InlineData("mac 52:54:00", "52-54-00-00-01-0F", 271, "52:54:00:00:01:0f")]
    [InlineData("mac 52:54:00", "5254.0000.010f", 271, "52:54:00:00:01:0f")]
    [InlineData("mac 52:54:00", "52540000010F", 271, "52:54:00:00:01:0f")]
    [InlineData("text web-{0:000}", "web-007", 7, "web-007")]
    [InlineData("text {0}-x", "1234567-x", 1234567, "1234567-x")]
    [InlineData("text a1{0}", "a17", 7, "a17")]
    public void A_text_is_read_and_written_in_one_spelling(string stored, string text, long number, string written)
    {
        var notation = PoolNotation.Parse(stored);
        Assert.Equal(Reading.Of(number), notation.Read(text));
        Assert.Equal(written, notation.Write(number));
        Assert.Equal(Reading.Of(number), notation.Read(written));
    }

    [Theory]
    [InlineData("subnet 10.0.0.0/8 24", "10.20.30.1/24", "bits behind its prefix: the network of that address is 10.20.30.0/24", false)]
    [InlineData("subnet 10.0.0.0/8 24", "10.20.30.0/25", "its prefix length must be 24", false)]
    [InlineData("subnet 10.0.0.0/8 24", "10.20.30.0", "not a network such as", false)]
    [InlineData("subnet 10.0.0.0/8 24", "2001:d00::/24", "of IPv6, and 10.0.0.0/8 is of IPv4", false)]
    [InlineData("subnet 10.0.0.0/8 24", "11.0.0.0/24", "must be in 10.0.0.0/8", true)]
    [InlineData("mac 52:54:00", "52:54:01:00:00:00", "must begin with 52:54:00", true)]
    [InlineData("mac 52:54:00", "52:54:00:00:00", "not a MAC address such as", false)]
    [InlineData("mac 52:54:00", "52:54:00:00:00:0g", "not a MAC address such as", false)]
    [InlineData("mac 52:54:00", "7", "not a MAC address such as", false)]
    [InlineData("text web-{0:000}", "WEB-007", "not a text such as web-007", false)]
    [InlineData("text web-{0:000}", "web-7", "not a text such as web-007", false)]
    [InlineData("text web-{0:000}", "web-0007", "not a text such as web-007", false)]
    [InlineData("text web-{0:000}", "web-", "not a text such as web-007", false)]
    [InlineData("text web-{0:000}", "7", "not a text such as web-007", false)]
    public void What_the_pool_does_not_write_is_refused_with_what_it_must_be(string stored, string text, string says, bool isOutside)
    {
        var reading = PoolNotation.Parse(stored).Read(text);
        Assert.Contains(says, reading.Mistake);
        Assert.Equal(isOutside, reading.IsOutside);
    }

    [Theory]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.1.0/24-10.0.2.0/24", 1, 3)]
    [InlineData("mac 52:54:00", "52-54-00-00-00-01-52-54-00-00-00-03", 1, 4)]
    [InlineData("text web-{0:000}", "web-001-web-003", 1, 4)]
    public void A_range_has_both_ends_also_where_they_have_dashes(string stored, string text, long from, long to)
    {
        Assert.Null(PoolNotation.Parse(stored).ReadRange(text, out var range).Mistake);
        Assert.Equal(new NumberRange(from, to), range);
    }

    [Theory]
    [InlineData("10.0.0.0/8", 7, "between 8 and 32")]
    [InlineData("10.0.0.0/8", 33, "between 8 and 32")]
    [InlineData("2001:db8::/32", 95, "at most 2^62 subnets, so their prefix length must be at most 94")]
    [InlineData("10.0.0.1/8", 24, "is 10.0.0.0/8")]
    public void Subnets_that_cannot_be_are_refused(string network, int length, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidPoolException>(() => SubnetNotation.Typed("p", network, length)).Message);

    [Theory]
    [InlineData("52:54:00:00:00:07", "one to five bytes")]
    [InlineData("", "one to five bytes")]
    [InlineData("52:5", "one to five bytes")]
    [InlineData("53:54:00", "its first byte is odd")]
    public void Beginnings_of_MAC_addresses_that_cannot_be_are_refused(string prefix, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidPoolException>(() => MacNotation.Typed("p", prefix)).Message);

    [Theory]
    [InlineData("web", "has none")]
    [InlineData("", "has none")]
    [InlineData("web-{0}-{0}", "no other braces")]
    [InlineData("web-{1}", "not {1}")]
    [InlineData("web-{0:x}", "not {0:x}")]
    [InlineData("web-{0:}", "not {0:}")]
    [InlineData("web-{0:0000000000000000000}", "at most 18 zeros")]
    [InlineData("{0}", "not a digit")]
    [InlineData("1{0:00}", "not a digit")]
    [InlineData("web,{0}", "comma")]
    [InlineData("web\n{0}", "control characters")]
    public void Patterns_that_cannot_be_are_refused(string pattern, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidPoolException>(() => TextNotation.Typed("p", pattern)).Message);

    [Theory]
    [InlineData("subnet 10.0.0.0/8 24", "subnet 10.20.0.0/16 26", 5120, 5376)]
    [InlineData("subnet 10.20.0.0/16 26", "subnet 10.0.0.0/8 24", 0, 1024)]
    [InlineData("subnet 10.20.0.0/16 26", "subnet 10.21.0.0/16 26", 0, 0)]
    [InlineData("subnet 10.0.0.0/8 24", "address 10.20.0.0/24", 0, 0)]
    [InlineData("mac 52:54", "mac 52:54:00", 0, 1 << 24)]
    [InlineData("mac 52:54:00", "mac 52:54", 0, 1 << 24)]
    [InlineData("mac 52:54:00", "mac 52:54:01", 0, 0)]
    [InlineData("text a{0:00}", "text a{0:00}", 0, 100)]
    [InlineData("text a{0:00}", "text b{0:00}", 0, 0)]
    public void What_two_pools_share_is_counted_in_the_first(string one, string other, long from, long to)
    {
        var theirs = PoolNotation.Parse(other);
        Assert.Equal(new NumberRange(from, to), PoolNotation.Parse(one).Shared(theirs, theirs.Whole));
    }
}

using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Pools;

public sealed class NamePatternTests
{
    // What PowerShell 7.6 answers to: name -like pattern.
    [Theory]
    [InlineData("*", "abc", true)]
    [InlineData("a*", "ABC", true)]
    [InlineData("a*c", "abc", true)]
    [InlineData("a*c", "abd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a?", "a", false)]
    [InlineData("?", "ab", false)]
    [InlineData("*b*", "abc", true)]
    [InlineData("a**b", "ab", true)]
    [InlineData("*ab", "aab", true)]
    [InlineData("*a*b*c", "xaxbxbc", true)]
    [InlineData("*a*b*c", "xaxbxbcx", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "Bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[abc]x", "cx", true)]
    [InlineData("[a-c][1-3]", "b2", true)]
    [InlineData("[^a]x", "bx", true)]
    [InlineData("[^a]x", "^x", true)]
    [InlineData("[^a]x", "ax", false)]
    [InlineData("[]a]x", "]x", true)]
    [InlineData("[]a]x", "ax", true)]
    [InlineData("[[]x", "[x", true)]
    [InlineData("[`]]x", "]x", true)]
    [InlineData("[a-]x", "-x", true)]
    [InlineData("[-a]x", "-x", true)]
    [InlineData("[a-c-e]", "d", false)]
    [InlineData("[a-c-e]", "-", true)]
    [InlineData("[a-c-e]", "e", true)]
    [InlineData("[a`-c]x", "-x", true)]
    [InlineData("[a`-c]x", "bx", false)]
    [InlineData("[Z-a]", "b", false)]
    [InlineData("[a-z-[b]]", "b]", true)]
    [InlineData("[a-z-[b]]", "a]", true)]
    [InlineData("[*]x", "*x", true)]
    [InlineData("[?]", "?", true)]
    [InlineData("[?]", "a", false)]
    [InlineData(@"[\d]", "5", false)]
    [InlineData(@"[\d]", @"\", true)]
    [InlineData("[é]*", "Éa", true)]
    [InlineData("ß*", "SSx", false)]
    [InlineData("a`*b", "a*b", true)]
    [InlineData("a`*b", "axb", false)]
    [InlineData("a`?b", "a?b", true)]
    [InlineData("a`[b", "a[b", true)]
    [InlineData("a``b", "a`b", true)]
    [InlineData("a`b", "ab", true)]
    [InlineData("a`", "a`", true)]
    [InlineData("a`b*", "abc", true)]
    [InlineData("a.*", "a.b", true)]
    [InlineData("a.*", "ab", false)]
    [InlineData("(a)*", "(a)b", true)]
    [InlineData("a+*", "aab", false)]
    [InlineData("$*", "$x", true)]
    [InlineData("a*", "a\nb", true)]
    public void It_matches_as_PowerShell_does(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new NamePattern(pattern).Matches(name));

    // PowerShell raises an error here; names that completion or a pipeline hands over must be found instead.
    [Theory]
    [InlineData("[", "[", true)]
    [InlineData("a[", "a[", true)]
    [InlineData("a[b*", "a[bc", true)]
    [InlineData("[]", "[]", true)]
    [InlineData("[b-a]", "[b-a]", true)]
    [InlineData("[b-a]", "b", false)]
    public void What_is_no_set_of_characters_is_text(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new NamePattern(pattern).Matches(name));

    [Fact]
    public void No_pattern_matches_every_name()
    {
        Assert.True(new NamePattern(null).Matches("anything"));
        Assert.Null(new NamePattern(null).Exact);
        Assert.Null(new NamePattern("*").Exact);
    }

    [Fact]
    public void A_name_without_wildcards_is_exact_and_compared_without_case()
    {
        var pattern = new NamePattern("Café");

        Assert.Equal("Café", pattern.Exact);
        Assert.True(pattern.Matches("CAFÉ"));
        Assert.True(pattern.Matches("cafe\u0301"));
        Assert.False(pattern.Matches("cafe"));
        Assert.Null(new NamePattern("a`*").Exact);
        Assert.Equal("a*`[1]", new NamePattern("a`*```[1]").Literally);
        Assert.Null(new NamePattern("a`**").Literally);
        Assert.Equal("a*[?]`", new NamePattern(NamePattern.Literal("a*[?]`")).Literally);
    }

    [Fact]
    public void Half_a_surrogate_pair_matches_no_well_formed_name()
    {
        Assert.False(new NamePattern("\ud800").Matches("a"));
        Assert.False(new NamePattern("\ud800*").Matches("a"));
    }

    [Fact]
    public void Many_stars_do_not_make_it_slow()
    {
        // A backtracking match of this would outlast the machine.
        var pattern = new NamePattern(string.Concat(Enumerable.Repeat("*a", 60)) + "b");

        Assert.False(pattern.Matches(new string('a', 200)));
    }
}

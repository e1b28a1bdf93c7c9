using Allocation.Core.Storage;

namespace Allocation.Core.Tests.Storage;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("vlan", "VLAN")]
    [InlineData("é", "e\u0301")]
    [InlineData("É", "é")]
    public void Names_that_people_take_for_the_same_share_a_key(string one, string other) =>
        Assert.Equal(NameKey.Of(one), NameKey.Of(other));

    [Theory]
    [InlineData("a", "b")]
    [InlineData("e", "é")]
    [InlineData("ß", "ss")]
    [InlineData("a", "a ")]
    public void Other_names_do_not(string one, string other) =>
        Assert.NotEqual(NameKey.Of(one), NameKey.Of(other));

    [Fact]
    public void Ill_formed_text_has_a_key_too()
    {
        // A look-up may be asked for anything; that such a name cannot exist is for the look-up to find.
        Assert.NotEqual(NameKey.Of("a\ud800"), NameKey.Of("a"));
    }
}

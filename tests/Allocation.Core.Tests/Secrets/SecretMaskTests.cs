using Allocation.Core.Secrets;

namespace Allocation.Core.Tests.Secrets;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("geheim", "token=geheim, geheimer", "token=***, ***er")]
    [InlineData("xyz", "xyz; token='xyz' xyzzy axyz 1xyz", "***; token='***' xyzzy axyz 1xyz")]
    [InlineData("7", "pin 7, code 17, 7.5", "pin ***, code 17, ***.5")]
    [InlineData("$1.", "is $1.", "is ***")]
    [InlineData("", "nothing", "nothing")]
    [InlineData("  ", "a  b", "a  b")]
    [InlineData("first\r\nsecond\n", "it read first, then second", "it read ***, then ***")]
    public void It_hides_whole_secrets_and_leaves_words_alone(string secret, string text, string shown) =>
        Assert.Equal(shown, new SecretMask([secret]).Apply(text));

    [Fact]
    public void The_longest_secret_goes_first() => Assert.Equal("***", new SecretMask(["geheim", "geheimnis"]).Apply("geheimnis"));
}

using System.Text;
using Allocation.Core.Storage;

namespace Allocation.Core.Tests.Storage;

public sealed class CodePointOrderTests
{
    [Fact]
    public void It_is_the_order_of_the_UTF8_bytes()
    {
        string[] texts = ["", "a", "A", "ab", "b", "é", "\uFFFD", "\uE000", "\uD7FF", "\U00010000", "\U0010FFFF",
            "a\U0001F600", "a\uFF5E", "a\uFF5Eb"];

        foreach (var x in texts)
        {
            foreach (var y in texts)
            {
                var expected = Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
                Assert.Equal(Math.Sign(expected), Math.Sign(CodePointOrder.Instance.Compare(x, y)));
            }
        }
    }

    [Fact]
    public void Nothing_comes_first()
    {
        Assert.Equal(0, CodePointOrder.Instance.Compare(null, null));
        Assert.True(CodePointOrder.Instance.Compare(null, "") < 0);
        Assert.True(CodePointOrder.Instance.Compare("", null) > 0);
    }
}

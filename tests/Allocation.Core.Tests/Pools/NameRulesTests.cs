using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Pools;

public sealed class NameRulesTests
{
    public static TheoryData<string?> BadNames { get; } =
    [
        (string?)null, "", " ", "\t", "a\n", "a\u0000b", "a\u007f", "\u0085x", " a", "a ", "\u00a0a", new string('x', 201),
    ];

    public static TheoryData<string> GoodNames { get; } = ["a", "0", "a b", "Größe 7", "\U0001F600", new string('x', 200), "x'; DROP TABLE--", "名前"];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void A_bad_name_is_refused_for_pools_and_services(string? name)
    {
        Assert.Equal(name, Assert.Throws<InvalidPoolException>(() => PoolName.Check(name)).Pool);
        Assert.Equal(name, Assert.Throws<InvalidServiceException>(() => ServiceName.Check(name)).Name);
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_good_name_passes_unchanged(string name)
    {
        Assert.Same(name, PoolName.Check(name));
        Assert.Same(name, ServiceName.Check(name));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // Not as theory data: those travel as UTF-8, which has no form for them.
        foreach (var name in new[] { "a\ud800", "\udc00a", "\udc00\ud800" })
        {
            Assert.Throws<InvalidPoolException>(() => PoolName.Check(name));
            Assert.Throws<InvalidServiceException>(() => ServiceName.Check(name));
        }
    }

    [Theory]
    [InlineData("a*")]
    [InlineData("a?")]
    [InlineData("a[1")]
    [InlineData("a]")]
    [InlineData("file:x")]
    public void Pools_have_no_characters_that_mean_something_in_look_ups(string name)
    {
        Assert.Throws<InvalidPoolException>(() => PoolName.Check(name));
        Assert.Equal(name, ServiceName.Check(name));
    }
}

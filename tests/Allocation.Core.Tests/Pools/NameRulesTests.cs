using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Tickets;

namespace Allocation.Core.Tests.Pools;

public sealed class NameRulesTests
{
    public static TheoryData<string?> BadNames { get; } =
    [
        (string?)null, "", " ", "\t", "a\n", "a\u0000b", "a\u007f", "\u0085x", " a", "a ", "\u00a0a", new string('x', 201),
        "a\u00a0", "a\u00a0b", "y\u200b", "\ufeffy", "so\u00adft", "\u202ey", "y\u200e", "y\u2066", "a\u2028b", "a\u200d", "a\u200db",
            "\u200dа", "a\ufe0f", "\u3164", "a\u2800", "a\U000E0041", "a\u2009b",
    ];

    public static TheoryData<string> GoodNames { get; } = ["a", "0", "a b", "Größe 7", "\U0001F600", new string('x', 200),
        "x'; DROP TABLE--", "名前", "\U0001F469\u200d\U0001F4BB", "\u2764\ufe0f", "می\u200cخواهم", "名\u3000前", "é", "e\u0301"];

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

    [Theory]
    [InlineData("y\u200b", "U+200B")]
    [InlineData("\ufeffy", "U+FEFF")]
    [InlineData("so\u00adft", "U+00AD")]
    [InlineData("y\u200f", "U+200F")]
    [InlineData("y\u00a0", "U+00A0")]
    [InlineData("a\U000E0041", "U+E0041")]
    [InlineData("a\nb", "U+000A")]
    public void What_cannot_be_seen_is_named_by_its_code_point_for_whatever_has_the_name(string name, string codePoint)
    {
        AllocationException[] errors =
        [
            Assert.Throws<InvalidPoolException>(() => PoolName.Check(name)),
            Assert.Throws<InvalidServiceException>(() => ServiceName.Check(name)),
            Assert.Throws<InvalidServiceException>(() => RequestId.Check(name, mistake => new InvalidServiceException(null, mistake))),
            Assert.Throws<InvalidDefinitionException>(() =>
                DefinitionReader.Read(new System.Text.Json.Nodes.JsonObject { ["name"] = name }.ToJsonString(), allocators: null)),
            Assert.Throws<InvalidDefinitionException>(() => new AllocatorRegistry().Register(name, null!)),
            Assert.Throws<InvalidTicketException>(() => new TicketRequest { Tag = [name] }.Checked()),
            Assert.Throws<InvalidTicketException>(() => new TicketRequest { Tag = ["a"], Sandbox = name }.Checked()),
        ];
        Assert.Contains(ResourcePoolRules.Mistakes(new ResourcePoolSettings { Tags = [new PoolTag(name)] }),
            mistake => mistake.Text.Contains($"it has {codePoint}", StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Contains($"it has {codePoint}", error.Message));
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

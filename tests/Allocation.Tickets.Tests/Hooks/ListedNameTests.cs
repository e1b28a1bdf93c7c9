using Allocation.Core.Errors;
using Allocation.Core.ResourcePools;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Hooks;

/// <summary>Whoever can name a thing must not choose what <c>cmd_delete</c> deletes.</summary>
public sealed class ListedNameTests : IDisposable
{
    private const string Ours = "p_00000077_20300101_000000";

    private readonly Site _site = new();

    public static TheoryData<string> Bad =>
    [
        "../precious", "..", ".", "-rf", "/etc", "a/b", @"a\b", "\u001b[31mred", "p_\u0007", "p_\u009b1m",
            "p_\u202e", "p_\u007f", "-" + Ours,
        "stranger", "q_00000077_20300101_000000", Ours + "x", "x" + Ours, Ours + "/..", "p_7_20300101_000000", new string('p', 100_000),
            "p_" + new string('7', 300) + "_20300101_000000",
    ];

    public void Dispose() => _site.Dispose();

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_name_that_the_pool_cannot_have_given_is_reported_and_never_deleted(string name)
    {
        File.WriteAllText(_site.Path("list"), $"{name}\n{Ours}\n");
        _site.Pool("p", s => s with { List = ShellHook.Of($"cat '{_site.Path("list")}'") });
        for (var i = 0; i < 4; i++)
        {
            _site.Settle();
            Assert.Single(_site.Status().Ignored);
            Assert.Contains("1 names", _site.Status().Problem, StringComparison.Ordinal);
            _site.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(["delete " + Ours], _site.Calls.Where(call => call.StartsWith("delete", StringComparison.Ordinal)).Distinct());
        File.WriteAllText(_site.Path("list"), "");
        _site.Settle();
        Assert.Null(_site.Status().Problem);
        Assert.Empty(_site.Status().Ignored);
    }

    [Fact]
    public void A_name_that_is_not_UTF_8_is_reported_and_the_others_are_looked_at()
    {
        File.WriteAllBytes(_site.Path("list"), [0xff, 0xfe, (byte)'\n', .. System.Text.Encoding.UTF8.GetBytes(Ours + "\n")]);
        _site.Pool("p", s => s with { List = ShellHook.Of($"cat '{_site.Path("list")}'") });
        _site.Settle();
        _site.Clock.Advance(TimeSpan.FromMinutes(30));
        _site.Settle();

        Assert.Single(_site.Status().Ignored);
        Assert.Contains("delete " + Ours, _site.Calls);
    }

    [Fact]
    public void One_that_an_earlier_version_took_on_is_ended_without_a_hook()
    {
        _site.Pool("p");
        _site.Settle();
        using (var store = _site.Reopen())
        {
            var stray = new PoolResource
            {
                Id = 900,
                Name = "../precious",
                Pool = "p",
                State = ResourceState.DeleteRequest,
                CreatedAt = _site.Clock.GetUtcNow(),
            };
            store.Run(session =>
            {
                session.Resources.Add(stray);
                return 0;
            });
        }

        _site.Settle();
        Assert.DoesNotContain(_site.Calls, call => call.Contains("precious", StringComparison.Ordinal));
        Assert.Equal(ResourceState.Ended, _site.System.Resources.Get("900").State);
    }

    [Theory]
    [InlineData("../x", ResourceName.DefaultPattern)]
    [InlineData("-x", ResourceName.DefaultPattern)]
    [InlineData(@"a\b", ResourceName.DefaultPattern)]
    [InlineData("x", "../{id}")]
    [InlineData("x", "-{id}")]
    [InlineData("x", "a/{pool_name}_{id}")]
    [InlineData("x", "{id}\u001b[2J")]
    [InlineData("x", "{id}\u202e")]
    public void A_pool_that_would_make_such_names_is_refused(string pool, string pattern)
    {
        Assert.Throws<InvalidPoolException>(() => _site.Pool(pool, s => s with { NamePattern = pattern }));
        Assert.NotEmpty(_site
            .Read($"{System.Text.Json.JsonSerializer.Serialize(pool)}:\n  cmd_new: a\n  cmd_delete: b\n  name_pattern: " +
            $"{System.Text.Json.JsonSerializer.Serialize(pattern)}\n").Mistakes([], _ => false));
        _site.Pool("good");
        Assert.Throws<InvalidPoolException>(() => _site.Change("good", s => s with { NamePattern = "../{id}" }));
    }
}

using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Use;

namespace Allocation.Core.Tests.Pools;

/// <summary>Who takes from a pool above its limit is warned, once and only when something was taken.</summary>
public sealed class UseWarningTests : IDisposable
{
    private readonly TestSystem _system = new();

    public UseWarningTests() => _system.Pools.Create("vlan", new PoolChange { From = 0, To = 10, WarnAt = 80 });

    public void Dispose() => _system.Dispose();

    [Fact]
    public void A_warning_comes_once_from_the_limit_on_with_the_use_at_the_end()
    {
        Take("a", 7);
        Assert.Empty(_system.Warnings());

        Take("b", 1);
        _system.Vlans.Create(new("c"));

        Assert.Equal(["Pool 'vlan' is used to 100 percent: 10 of 10 are held. Its limit for warnings is 80 percent."], _system.Warnings());
        Assert.Empty(_system.Warnings());
    }

    [Fact]
    public void A_request_that_is_undone_warns_of_nothing()
    {
        Take("a", 9);
        _system.Warnings();

        Assert.Single(_system.Direct.TakeAll([new DirectRequest("vlan", "b") { Count = 2 }]).Refusals);
        _system.Direct.Rehearse([new DirectRequest("vlan", "c")]);

        Assert.Empty(_system.Warnings());
    }

    [Fact]
    public void What_is_given_back_within_the_same_command_does_not_count()
    {
        Take("a", 9);
        _system.Direct.GiveBackAll(_system.Direct.Find(new NamePattern("a")).Single());
        Assert.Empty(_system.Warnings());
    }

    [Fact]
    public void A_store_that_cannot_be_asked_in_the_end_is_told_and_is_no_failure_of_what_was_done()
    {
        Take("a", 9);
        _system.Faults.OnStep = _ => throw new StoreUnavailableException("store", "it is gone");
        Assert.Contains("'vlan'", Assert.Single(_system.Warnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(long.MaxValue)]
    public void A_limit_is_a_part_in_percent(long limit)
    {
        Assert.Throws<InvalidPoolException>(() => _system.Pools.Change("vlan", new PoolChange { WarnAt = limit }));
        Assert.Equal(80, _system.Pool("vlan").WarnAt);
    }

    [Fact]
    public void Zero_takes_the_limit_away_and_no_other_change_does()
    {
        Assert.Equal(80, _system.Pools.Change("vlan", new PoolChange { To = 20 }).WarnAt);
        Assert.Null(_system.Pools.Change("vlan", new PoolChange { WarnAt = 0 }).WarnAt);
        Take("a", 20);
        Assert.Empty(_system.Warnings());
    }

    [Fact]
    public void Pools_are_found_from_a_part_of_their_use_on_and_one_that_gives_nothing_is_used_to_no_part()
    {
        _system.MakePool("empty", 5, 5);
        _system.MakePool("excluded", 0, 2, new NumberRange(0, 2));
        _system.MakePool("unused", 0, 9);
        Take("a", 8);

        Assert.Equal([null, null, 0, 80], _system.Pools.Find(new NamePattern("*")).Select(pool => pool.PercentUsed));
        Assert.Equal(["unused", "vlan"], Used("*", 0));
        Assert.Equal(["vlan"], Used("*", 80));
        Assert.Empty(Used("*", 80.1));
        Assert.Empty(Used("vlan", 81));
        Assert.Throws<PoolNotFoundException>(() => Used("nope", 81));
    }

    [Theory]
    [InlineData(null, "Normal", "")]
    [InlineData(79.9, "Normal", "79.9%")]
    [InlineData(80.0, "High", "80%")]
    [InlineData(94.9, "High", "94.9%")]
    [InlineData(95.0, "Full", "95%")]
    public void A_use_is_noticed_at_80_and_95_percent(double? percent, string level, string text) =>
        Assert.Equal((level, text), (UseInPercent.LevelOf(percent).ToString(), UseInPercent.Text(percent)));

    private IEnumerable<string> Used(string name, double least) =>
        _system.Pools.Find(new NamePattern(name), new PoolFilter { MinimumPercentUsed = least }).Select(pool => pool.Name);

    private void Take(string name, long count) =>
        Assert.Empty(_system.Direct.TakeAll([new DirectRequest("vlan", name) { Count = count }]).Refusals);
}

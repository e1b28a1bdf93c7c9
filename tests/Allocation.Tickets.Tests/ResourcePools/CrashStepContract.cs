using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>A manager that is killed at each step of each hook, and the next one.</summary>
public abstract class CrashStepContract<TPlace> : IDisposable
    where TPlace : StorePlace, new()
{
    private readonly Site _site = new(new TPlace(), realClock: true);

    public static TheoryData<HookKind, string> Steps => new(
        from kind in Enum.GetValues<HookKind>()
        from step in new[] { "taken:before", "taken:after", "ended:before", "ended:after" }
        select (kind, step));

    public static TheoryData<HookKind> Kinds => new(Enum.GetValues<HookKind>());

    public void Dispose()
    {
        _site.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Whoever_comes_next_finishes_what_was_begun_and_runs_nothing_again(HookKind kind, string step)
    {
        var world = new SmallWorld(_site, kind);
        ProbeProcess.RunToDeath(_site, kind, step);
        Assert.Equal(step.StartsWith("taken", StringComparison.Ordinal) ? 0 : 1, world.Runs());
        world.Rest();
        if (kind is HookKind.New or HookKind.Delete or HookKind.Release) Assert.Equal(1, world.Runs());
        world.Check();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hook_that_outlives_its_manager_is_waited_for(HookKind kind)
    {
        var world = KilledIn(kind);
        _site.Pass();
        _site.Pass();
        Assert.Equal(1, world.Runs());
        world.GoOn();
        world.Rest();
        if (kind is HookKind.New or HookKind.Delete or HookKind.Release) Assert.Equal(1, world.Runs());
        world.Check();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hook_that_dies_with_its_manager_leaves_nothing_behind(HookKind kind)
    {
        var world = KilledIn(kind);
        world.KillHooks();
        world.GoOn();
        world.Rest();
        world.Check();
    }

    [Fact]
    public void A_start_that_was_taken_on_by_a_manager_that_died_beside_a_living_one_does_not_wait_for_its_limit()
    {
        _ = new SmallWorld(_site, HookKind.New);
        using var beside = new PausedStore(_site.Reopen(), () => ProbeProcess.RunToDeath(_site, HookKind.New, "taken:after"));
        using var system = _site.Over(beside);
        system.Manager.Once();
        Assert.Equal(ResourceState.Starting, _site.System.Resources.Get("1").State);
        Until.True(
            () =>
            {
                system.Manager.Once();
                return _site.System.Resources.Get("1").State == ResourceState.Up;
            },
            "the start is taken over");
    }

    private SmallWorld KilledIn(HookKind kind)
    {
        var world = new SmallWorld(_site, kind);
        world.Hold();
        using var first = ManagerProcess.Run(_site, "--quiet");
        world.WaitForBegin();
        first.Kill();
        return world;
    }
}

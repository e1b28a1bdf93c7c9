using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>Hooks of managers on other machines, which cannot be looked at from here.</summary>
public sealed class OtherMachineTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(1);

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void A_hook_of_a_dead_manager_elsewhere_may_still_run_until_its_limit_is_over()
    {
        StartElsewhere();
        _site.Clock.Advance(s_limit - TimeSpan.FromSeconds(1));
        Assert.Empty(_site.Pass());
        Assert.Equal(ResourceState.Starting, First.State);
        _site.Clock.Seconds(1);
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
        Assert.Contains("delete " + First.Name, _site.Calls);
    }

    [Fact]
    public void A_manager_elsewhere_that_says_that_it_lives_keeps_its_work()
    {
        StartElsewhere();
        _site.Clock.Advance(s_limit * 2);
        Write(s => s.Queue.SaveManager(new ManagerRecord("elsewhere", "another machine", 1, "", _site.Clock.Time, _site.Clock.Time)));
        Assert.Empty(_site.Pass());
        Assert.Equal(ResourceState.Starting, First.State);

        // Silence means death; its hook is past its limit.
        _site.Clock.Seconds(61);
        _site.Settle();
        Assert.Equal(ResourceState.Ended, First.State);
        Assert.Empty(_site.System.Store.Read(s => s.Queue.Managers()));
    }

    private PoolResource First => _site.System.Resources.Get("1");

    private void StartElsewhere()
    {
        _site.Pool("p", s => s with { Max = 1 });
        _site.Pass();
        _site.Change("p", s => s with { MaxPrealloc = 0 });
        var work = new HookWork(HookKind.New, "a run", "elsewhere", _site.Clock.Time, s_limit, "another machine");
        var starting = First with { State = ResourceState.Starting, Work = work };
        Write(s => Assert.True(s.Resources.Update(starting)));
    }

    private void Write(Action<Core.Storage.IStoreSession> change) => _site.System.Store.Run(session =>
    {
        session.Queue.Lock();
        change(session);
        return 0;
    });
}

using Allocation.Core.Hooks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;

namespace Allocation.Tickets.Tests.Sites;

/// <summary>
/// A pool whose hooks keep a small world: a file for each thing that exists and one for each that is dirty. They say what runs,
/// stop where the test says, and notice when two of them run for one thing at once.
/// </summary>
internal sealed class SmallWorld
{
    // A thing that the pool could have made, and of which nothing is known.
    private const string Stranger = "world/p_00000077_20300101_000000";

    private readonly Site _site;
    private readonly HookKind _kind;

    /// <summary>A world in which a hook of that kind is due next.</summary>
    public SmallWorld(Site site, HookKind kind)
    {
        (_site, _kind) = (site, kind);
        foreach (var folder in new[] { "world", "dirty", "locks" }) Directory.CreateDirectory(site.Path(folder));
        site.Pool("p", s => s with
        {
            New = Hook(HookKind.New, "touch world/$RESALLOC_NAME; echo data of $RESALLOC_NAME"),
            Delete = Hook(HookKind.Delete, "rm -f world/$RESALLOC_NAME dirty/$RESALLOC_NAME"),
            Release = kind == HookKind.Release ? Hook(HookKind.Release, "rm dirty/$RESALLOC_NAME") : null,
            Livecheck = kind == HookKind.Livecheck ? Hook(HookKind.Livecheck, "test -f world/$RESALLOC_NAME") : null,
            LivecheckPeriod = TimeSpan.FromMilliseconds(1),
            ListPeriod = TimeSpan.FromMilliseconds(1),
            ReuseOpportunityTime = kind == HookKind.Release ? TimeSpan.FromHours(1) : TimeSpan.Zero,
            Max = 1,
        });
        if (kind == HookKind.New) return;
        site.Pass();
        if (kind is HookKind.Delete or HookKind.Release) Use();
        if (kind != HookKind.List) return;
        File.WriteAllText(site.Path(Stranger), "");
        site.Change("p", s => s with { List = Hook(HookKind.List, "ls world") });
    }

    private PoolResource First => _site.System.Resources.Get("1");

    /// <summary>Lets hooks of that kind begin and then wait.</summary>
    public void Hold() => File.WriteAllText(_site.Path("hold"), "");

    public void GoOn() => File.Delete(_site.Path("hold"));

    public void WaitForBegin() => Until.True(() => File.Exists(_site.Path("begun")), $"{_kind} begins");

    /// <summary>All processes of the hooks, as the end of their machine would do it; the manager is gone already.</summary>
    public void KillHooks()
    {
        _site.KillHooks();
        foreach (var folder in Directory.GetDirectories(_site.Path("locks"))) Directory.Delete(folder);
    }

    /// <summary>How often the hook ran for the first thing, or for the pool.</summary>
    public int Runs() => _site.Calls.Count(c => c == $"{_kind} {(_kind == HookKind.List ? "None" : First.Name)}");

    /// <summary>Manages until all is done.</summary>
    public void Rest() => Until.True(
        () =>
        {
            _site.Pass();
            return IsAtRest();
        },
        "everything is done");

    /// <summary>What must hold whatever happened before.</summary>
    public void Check()
    {
        Assert.Equal(_site.Resources().Select(r => r.Name),
            Directory.GetFiles(_site.Path("world")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(_site.Calls, c => c == "two at once");
        Assert.Equal(1, _site.System.Ledger.Count(new AllocationQuery { Pool = InternalPools.OfIds("p"), State = AllocationState.Active }));
        Assert.Empty(_site.System.Store.Read(s => s.Queue.Managers()));

        var runs = Directory.GetDirectories(_site.Path("hooks/runs"));
        foreach (var run in runs) Directory.SetLastWriteTimeUtc(run, DateTime.UtcNow.AddHours(-2));
        _site.Pass();
        Assert.DoesNotContain(runs, Directory.Exists);

        var next = _site.InSandbox("red");
        Assert.True(next.Ready);
        Assert.Equal("data of " + next.ResourceName, next.Data!.Trim());
        Assert.Empty(Directory.GetFiles(_site.Path("dirty")));
    }

    private bool IsAtRest()
    {
        var living = _site.Resources();
        if (living is not [{ State: ResourceState.Up, Work: null }]) return false;
        return _kind switch
        {
            HookKind.Delete => First.State == ResourceState.Ended,
            HookKind.Livecheck => First.CheckedAt is not null,
            HookKind.List => !File.Exists(_site.Path(Stranger)),
            _ => true,
        };
    }

    private void Use()
    {
        var ticket = _site.InSandbox("red");
        File.WriteAllText(_site.Path("dirty/" + ticket.ResourceName), "");
        _site.Tickets.Close(ticket.Id);
    }

    private HookCommand Hook(HookKind kind, string action) => ShellHook.Of(
        $"cd '{_site.Folder}'; echo {kind} $RESALLOC_NAME >> calls; mkdir locks/$RESALLOC_NAME || echo two at once >> calls; "
        + (kind == _kind ? "touch begun; while test -f hold; do sleep 0.02; done; " : "")
        + $"{action}; ended=$?; rmdir locks/$RESALLOC_NAME; exit $ended");
}

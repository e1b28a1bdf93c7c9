using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Hooks;

/// <summary>Each hook misbehaving in each way: its resource says so, its log as well, and another pool goes on as if nothing
/// were.</summary>
public sealed class BadHookTests : IDisposable
{
    private const string Failed = "failed";
    private const string Well = "well";

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    /// <summary>What it does, and whether that is a failure of hooks whose output means nothing, and of those whose output must be
    /// text.</summary>
    public static TheoryData<HookKind, string, string> Cases => new(
        from kind in Enum.GetValues<HookKind>()
        from way in new[]
        {
            ("missing", Failed, Failed), ("not executable", Failed, Failed), ("line of a missing program", Failed, Failed),
                ("hangs", Failed, Failed),
            ("killed", Failed, Failed), ("leaves a child", Well, Well), ("prints binary", Well, Failed),
                ("prints ten megabytes", Well, Well),
        }
        select (kind, way.Item1, kind == HookKind.New ? way.Item3 : way.Item2));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bad_hook_is_told_and_stops_nothing_else(HookKind kind, string way, string outcome)
    {
        Prepare(kind, way);
        _site.Pool("other", s => s with { Tags = [new("b")] });
        var events = _site.Pass();
        Assert.Equal(outcome == Failed ? 1 : 0, events.Count(e => e.Pool == "p" && e.Kind == kind && e.Outcome != HookOutcome.Succeeded));
        Assert.Equal(1, _site.Status("other").Up);
        Check(kind, way, outcome == Failed);
        foreach (var pid in Children()) System.Diagnostics.Process.GetProcessById(pid).Kill();
    }

    [Fact]
    public void A_list_that_is_too_long_gives_whole_names_alone()
    {
        _site.Pool("p", s => s with
        {
            List = ShellHook.Of("echo p_00000077_20300101_000000; head -c 3000000 /dev/zero | tr '\\0' x"),
        });
        _site.Pass();
        Assert.Equal(["p_00000077_20300101_000000"], _site.Status().Unknown);
    }

    private void Check(HookKind kind, string way, bool failed)
    {
        if (kind == HookKind.List)
        {
            // A line that is no text is a name that the pool cannot have given: it is reported, and spoils no other line.
            Assert.Equal(failed || way == "prints binary", _site.Status().Problem is not null);
            Assert.Empty(_site.Status().Unknown);
            return;
        }

        var resource = _site.System.Resources.Query(new ResourceFilter { Pool = "p", Ended = true }).First();
        Assert.Equal(failed, resource.Problem is not null);
        var expected = (kind, failed) switch
        {
            (HookKind.New, true) or (HookKind.Delete, true) or (HookKind.Release, true) => ResourceState.DeleteRequest,
            (HookKind.Delete, false) => ResourceState.Ended,
            _ => ResourceState.Up,
        };
        Assert.Equal((expected, kind == HookKind.Delete && failed ? 1 : 0, kind == HookKind.Livecheck && failed ? 1 : 0),
            (resource.State, resource.FailedDeletes, resource.FailedChecks));
        if (way is "missing" or "not executable" or "line of a missing program")
            Assert.Contains(_site.System.Resources.ReadLogs(resource.Name),
                l => l.Kind == kind && l.Text.Contains("program", StringComparison.Ordinal));
    }

    private HookCommand Bad(string way)
    {
        File.WriteAllText(_site.Path("program"), "#!/bin/sh\n");
        return way switch
        {
            "missing" => HookCommand.Direct("/no/such/program"),
            "not executable" => HookCommand.Direct(_site.Path("program")),
            "line of a missing program" => ShellHook.Of("/no/such/program"),
            "hangs" => ShellHook.Of("trap '' TERM; while :; do sleep 100; done"),
            "killed" => ShellHook.Of("kill -9 $$"),
            "leaves a child" => ShellHook.Of($"sleep 1000 & echo {ShellHook.ChildId} >> '{_site.Path("children")}'"),
            "prints binary" => ShellHook.Of("printf '\\377\\376\\000'"),
            _ => ShellHook.Of("head -c 10000000 /dev/zero | tr '\\0' x"),
        };
    }

    private void Prepare(HookKind kind, string way)
    {
        var bad = Bad(way);
        // Whatever does not hang must not reach it.
        var limit = way == "hangs" ? TimeSpan.FromMilliseconds(500) : HangLimit.Time;
        _site.Pool("p", s => s with
        {
            New = kind == HookKind.New ? bad : ShellHook.Of("true"),
            Delete = kind == HookKind.Delete ? bad : ShellHook.Of("true"),
            Release = kind == HookKind.Release ? bad : null,
            Livecheck = kind == HookKind.Livecheck ? bad : null,
            LivecheckPeriod = TimeSpan.FromSeconds(1),
            ReuseOpportunityTime = kind == HookKind.Release ? TimeSpan.FromHours(1) : TimeSpan.Zero,
            Max = 1,
        });
        if (kind != HookKind.New) _site.Pass();
        if (kind is HookKind.Delete or HookKind.Release) _site.Tickets.Close(_site.InSandbox("red").Id);
        if (kind == HookKind.Livecheck) _site.Clock.Seconds(1);
        _site.Change("p", s => s with
        {
            List = kind == HookKind.List ? bad : null,
            NewTimeout = kind == HookKind.New ? limit : s.NewTimeout,
            DeleteTimeout = kind == HookKind.Delete ? limit : s.DeleteTimeout,
            ReleaseTimeout = kind == HookKind.Release ? limit : s.ReleaseTimeout,
            LivecheckTimeout = kind == HookKind.Livecheck ? limit : s.LivecheckTimeout,
            ListTimeout = kind == HookKind.List ? limit : s.ListTimeout,
        });
    }

    private IEnumerable<int> Children() => File.Exists(_site.Path("children"))
        ? File.ReadAllLines(_site.Path("children")).Select(l => int.Parse(l, System.Globalization.CultureInfo.InvariantCulture))
        : [];
}

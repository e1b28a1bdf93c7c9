using Allocation.Core.Hooks;
using Allocation.Core.Processes;
using Allocation.Core.ResourcePools;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Hooks;

/// <summary>What hooks find, what becomes of what they print, and hooks that misbehave.</summary>
public sealed class HookTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    private PoolResource First => _site.System.Resources.Get("1");

    private void Making(string line, Func<ResourcePoolSettings, ResourcePoolSettings>? more = null) =>
        _site.Pool("p", s =>
        {
            var settings = s with { New = ShellHook.Of(line), Max = 1 };
            return more is null ? settings : more(settings);
        });

    // The process id of its child; empty when it was ended before there was one.
    private static string ChildOfHookThatIsEnded(TimeSpan limit)
    {
        using var site = new Site();
        var pid = site.Path("pid");
        site.Pool("p", s => s with
        {
            New = ShellHook.Of($"(sleep 1000 & echo {ShellHook.ChildId} > '{pid}'; wait) & sleep 1000"),
            NewTimeout = limit,
            Max = 1,
        });
        site.Pass();
        var resource = site.Resources()[0];
        Assert.Equal(ResourceState.DeleteRequest, resource.State);
        Assert.Contains("longer", resource.Problem, StringComparison.Ordinal);
        return File.Exists(pid) ? File.ReadAllText(pid) : "";
    }

    private static HookOrder OrderOf(string run) => new()
    {
        Run = run,
        Kind = HookKind.Delete,
        Pool = "p",
        ResourceId = 1,
        Command = ShellHook.Of("true"),
        Environment = new Dictionary<string, string>(),
        Limit = HangLimit.Time,
        OutputLimit = 512,
    };

    private string Log(string kind, long id = 1) => File.ReadAllText(_site.Path(Path.Combine("hooks", $"{id:000000}_{kind}")));

    [Fact]
    public void A_hook_finds_resallocs_variables()
    {
        var show = ShellHook.Of("env | grep ^RESALLOC_ | sort");
        _site.Pool("my pool", s => s with
        {
            New = show,
            Delete = show,
            Livecheck = show,
            LivecheckPeriod = TimeSpan.FromSeconds(1),
            List = ShellHook.Of("env | grep ^RESALLOC_ | sort >&2"),
            NamedCounters = ["port"],
            Max = 1,
        });
        _site.Pass();
        var name = First.Name;
        Assert.Equal($"RESALLOC_ID=1\nRESALLOC_ID_IN_POOL=0\nRESALLOC_NAME={name}\n" +
            $"RESALLOC_NAMED_COUNTER_port=0\nRESALLOC_POOL_ID=my pool\n", First.Data);
        Assert.Equal("RESALLOC_ID=0\nRESALLOC_ID_IN_POOL=None\nRESALLOC_NAME=None\nRESALLOC_POOL_ID=my pool\n", Log("list", 0));
        _site.Clock.Seconds(1);
        _site.Pass();
        Assert.Contains("RESALLOC_RESOURCE_DATA=", Log("watch"), StringComparison.Ordinal);
        _site.System.Resources.Remove("1", force: false);
        _site.Pass();
        Assert.Contains($"RESALLOC_NAME={name}\n", Log("terminate"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_with_arguments_is_run_without_a_shell()
    {
        Making("", s => s with { New = HookCommand.Direct(ShellHook.Program("printf"), "%s|", "$HOME", "a b", "; rm -rf /", "*") });
        _site.Pass();
        Assert.Equal("$HOME|a b|; rm -rf /|*|", First.Data);
    }

    [Fact]
    public void Both_streams_are_in_the_log_and_only_standard_output_is_data()
    {
        Making("echo out; echo err >&2");
        _site.Pass();
        Assert.Equal("out\n", First.Data);
        Assert.Equal(["err", "out"], _site.System.Resources.ReadLogs("1").Select(l => l.Text).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Output_is_in_the_log_once_however_many_learn_how_the_hook_ended(HookKind kind)
    {
        var folder = new HookFolder(_site.Path("hooks"));
        var order = new HookOrder
        {
            Run = "run",
            Kind = kind,
            Pool = "p",
            ResourceId = kind == HookKind.List ? null : 1,
            Command = ShellHook.Of("echo bye"),
            Environment = new Dictionary<string, string>(),
            Limit = HangLimit.Time,
            OutputLimit = 512,
        };
        HookResult? own = null;
        using var ended = new ManualResetEventSlim();
        HookRun.Start(folder, order, result =>
        {
            own = result;
            ended.Set();
        });
        Assert.True(ended.Wait(HangLimit.Time, TestContext.Current.CancellationToken), "the hook ends");

        // Its manager left meanwhile: the next ones look, here and in other processes, all at once and again.
        var looks = new HookResult?[8];
        Parallel.For(0, looks.Length, i => looks[i] = new HookInspection(folder).Look(order, sameHost: true, TimeSpan.Zero));
        Assert.Equal((HookOutcome.Succeeded, "bye\n"), (own!.Outcome, own.Output));
        Assert.All(looks, look => Assert.Equal(own, look));
        Assert.Equal("bye\n", File.ReadAllText(folder.Log(order.ResourceId ?? 0, kind)));
    }

    [Fact]
    public void Of_many_that_learn_at_once_how_a_hook_ended_one_writes_its_output()
    {
        var folder = new HookFolder(_site.Path("hooks"));
        var run = folder.MakeRun("run");
        File.WriteAllText(HookFiles.Output(run), "bye\n");
        File.WriteAllText(HookFiles.Process(run), HookFiles.ProcessText(Environment.ProcessId));
        File.WriteAllText(HookFiles.Status(run), "0\n");
        var order = OrderOf("run");
        Parallel.For(0, 16, _ => new HookInspection(folder).Look(order, sameHost: true, TimeSpan.Zero));
        Assert.Equal("bye\n", File.ReadAllText(folder.Log(1, HookKind.Delete)));
    }

    // A manager that leaves after its waiter has his ticket leaves its hooks to all others that wait: each learns how they ended, one
    // writes it down and removes the folder, and the others may just read it.
    [Fact]
    public void Managers_that_look_for_a_hook_while_others_forget_it_do_not_fail()
    {
        var folder = new HookFolder(_site.Path("hooks"));
        for (var round = 0; round < 300; round++)
        {
            var id = $"run{round}";
            var run = folder.MakeRun(id);
            File.WriteAllText(HookFiles.Process(run), HookFiles.ProcessText(Environment.ProcessId));
            File.WriteAllText(HookFiles.Output(run), "bye\n");
            File.WriteAllText(HookFiles.Status(run), "0\n");
            var order = OrderOf(id);
            using var together = new Barrier(8);
            Parallel.Invoke([.. Enumerable.Range(0, 8).Select<int, Action>(i => () =>
            {
                together.SignalAndWait();
                new HookInspection(folder).Look(order, sameHost: true, TimeSpan.Zero);
                folder.ForgetRun(id);
            })]);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Run("")));
    }

    [Fact]
    public void A_link_in_place_of_the_folder_of_runs_is_an_error()
    {
        var folder = new HookFolder(_site.Path("hooks"));
        folder.Prepare();
        SymbolicLink.Make(Path.Combine(folder.Root, "runs"), _site.Path("nowhere"));
        Assert.ThrowsAny<IOException>(() => new HookInspection(folder).Look(OrderOf("run"), sameHost: true, TimeSpan.Zero));
    }

    public static TheoryData<HookKind> Kinds => [.. Enum.GetValues<HookKind>()];

    [Fact]
    public void Ten_megabytes_of_output_are_cut_to_whole_lines_and_the_log_keeps_the_first_mebibyte()
    {
        Making("i=0; line=$(printf '%0254d' 0); while [ $i -lt 3 ]; do echo $line; i=$((i+1)); done; head -c 10000000 /dev/zero " +
            "| tr '\\0' x");
        _site.Pass();
        Assert.Equal(ResourceState.Up, First.State);
        Assert.Equal(string.Concat(Enumerable.Repeat(new string('0', 254) + "\n", 2)) + HookOutput.TrimMarker, First.Data);
        Assert.Equal(1024 * 1024 + 1 + HookOutput.TrimMarker.Length, new FileInfo(_site.Path("hooks/000001_alloc")).Length);
    }

    [Fact]
    public void A_line_of_a_log_without_end_is_shown_cut_and_the_next_one_follows()
    {
        Making("{ printf é; head -c 3000000 /dev/zero | tr '\\0' x; echo; printf 'end\\r\\nlast'; } >&2");
        _site.Pass();
        var lines = _site.System.Resources.ReadLogs("1", cancellation: TestContext.Current.CancellationToken).Select(l => l.Text).ToList();
        Assert.Equal(["é" + new string('x', 64 * 1024 - 2) + "<< trimmed >>", "end", "last"], lines);
    }

    [Fact]
    public void The_limit_of_output_can_be_set()
    {
        Making("printf 'ab\\ncd\\n'", s => s with { OutputLimit = 4 });
        _site.Pass();
        Assert.Equal("ab\n" + HookOutput.TrimMarker, First.Data);
    }

    [Theory]
    [InlineData("1", "output")]
    [InlineData("2", "alloc")]
    public void A_hook_that_prints_without_end_is_ended_before_it_fills_the_disk(string stream, string file)
    {
        // A sparse file of 300 MB: what counts is its length.
        Making($"truncate -s 300M /proc/self/fd/{stream}; sleep 3600");
        _site.Pass();
        Assert.Equal(ResourceState.DeleteRequest, First.State);
        Assert.Contains("256 MB", First.Problem, StringComparison.Ordinal);
        Assert.Contains(file, First.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("printf '\\377\\376'")]
    [InlineData("printf 'a\\000b'")]
    public void Output_that_is_no_text_fails_the_start(string line)
    {
        Making(line);
        _site.Pass();
        Assert.Equal(ResourceState.DeleteRequest, First.State);
        Assert.Contains("UTF-8", First.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_program_and_one_that_may_not_be_run_fail_the_start_and_stop_nothing_else()
    {
        File.WriteAllText(_site.Path("plain"), "no program");
        _site.Pool("missing", s => s with { New = HookCommand.Direct("/no/such/program") });
        _site.Pool("plain", s => s with { New = HookCommand.Direct(_site.Path("plain")) });
        _site.Pool();
        _site.Pass();
        Assert.All(_site.Resources().Where(r => r.Pool != "p"), r => Assert.Equal(ResourceState.DeleteRequest, r.State));
        Assert.NotNull(_site.Status("missing").Problem);
        Assert.NotNull(_site.Status("plain").Problem);
        Assert.Equal(1, _site.Status().Up);
        Assert.Contains("/no/such/program", Log("alloc"), StringComparison.Ordinal);
    }

    [Fact]
    [Weakness(6)]
    public void A_hook_that_runs_for_too_long_is_ended_with_all_its_children()
    {
        // The limit has to leave it the time to start its child, however slow the machine is.
        var limit = TimeSpan.FromSeconds(1);
        string text;
        while ((text = ChildOfHookThatIsEnded(limit)).Length == 0) limit *= 2;
        var child = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Until.True(() => ProcessMark.Of(child) is null, "the child ends");
    }

    [Fact]
    public void A_child_that_stays_and_keeps_the_output_open_does_not_hold_up_the_start()
    {
        // resalloc waits for the end of the output.
        var pid = _site.Path("pid");
        Making($"sleep 1000 & echo $! > '{pid}'; echo ok");
        _site.Pass();
        Assert.Equal("ok\n", First.Data);
        var child = int.Parse(File.ReadAllText(pid), System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotNull(ProcessMark.Of(child));
        System.Diagnostics.Process.GetProcessById(child).Kill();
    }

    [Fact]
    public void A_hook_reads_nothing()
    {
        Making("cat; echo end");
        _site.Pass();
        Assert.Equal("end\n", First.Data);
    }

    [Fact]
    [Weakness(6)]
    public void One_hanging_check_holds_up_no_other()
    {
        using var site = new Site(realClock: true);
        var checks = ShellHook.Of($"case $RESALLOC_POOL_ID in hang) sleep 1000;; *) echo checked >> '{site.Path("calls")}';; esac");
        site.Pool("hang", s => s with
        {
            Livecheck = checks,
            LivecheckPeriod = TimeSpan.FromMilliseconds(1),
            LivecheckTimeout = HangLimit.Time,
            New = ShellHook.Of("true"),
        });
        site.Pool("well", s => s with
        {
            Livecheck = checks,
            LivecheckPeriod = TimeSpan.FromMilliseconds(50),
            New = ShellHook.Of("true"),
        });
        using var manager = ManagerProcess.Run(site, "--quiet");
        Until.True(() => site.Calls.Count >= 5, "the other pool is checked again and again");
        Assert.Equal(0, site.Resources("hang")[0].FailedChecks);
    }

    [Fact]
    public void A_start_is_broken_off_when_its_resource_has_to_go()
    {
        using var site = new Site(realClock: true);
        site.Pool("p", s => s with { New = ShellHook.Of($"echo begun >> '{site.Path("calls")}'; sleep 1000"), Max = 1 });
        using var manager = ManagerProcess.Run(site, "--quiet");
        Until.True(() => site.Calls.Contains("begun"), "the start begins");
        site.System.Resources.Remove("1", force: false);
        Until.True(() => site.System.Resources.Get("1").State == ResourceState.Ended, "the resource is deleted");
    }

    [Theory]
    [InlineData(512, 0)]
    [InlineData(513, 1)]
    public void Output_is_cut_at_the_limit_and_not_before(int length, int cut)
    {
        var text = new string('é', length / 2) + new string('x', length % 2);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var data = HookOutput.Cut(stream, 512);
        Assert.Equal(cut == 1 ? new string('é', 256) + HookOutput.TrimMarker : text, data);
    }
}

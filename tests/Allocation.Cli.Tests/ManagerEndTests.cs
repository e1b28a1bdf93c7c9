using System.Diagnostics;

namespace Allocation.Cli.Tests;

/// <summary>A manager that is told to stop while its server is gone, or for the second time.</summary>
public sealed class ManagerEndTests : IDisposable
{
    // The store tries again for 30 seconds. A request to end ends that within a second, on a busy machine within some.
    private static readonly TimeSpan s_muchLessThanRetrying = TimeSpan.FromSeconds(15);

    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("TERM", false)]
    [InlineData("TERM", true)]
    [InlineData("INT", true)]
    public void It_ends_at_once_although_its_server_is_gone_and_the_next_one_settles_what_was_under_way(string signal, bool hookRuns)
    {
        SkipUnlessInstalled();
        using var cluster = new PostgresCluster("-c fsync=off");
        _box.Environment["ALLOCATION_STORE"] = cluster.StoreText("stop");
        var manager = StartManager(hookRuns);
        cluster.Stop();

        Kill(signal, manager);
        Assert.True(manager.WaitForExit(s_muchLessThanRetrying), "It still tries to reach its server.");
        Assert.Equal(0, Sandbox.Finish(manager).ExitCode);

        cluster.Start();
        _box.Write("go", "");
        Assert.True(SpinWait.SpinUntil(() => State() == "Up", HangLimit.Time));

        string? State()
        {
            _box.Run("manager", "once").Ok();
            return (string?)_box.Json("resource", "info", "1").Ok().One["State"];
        }
    }

    [Fact]
    public void A_second_request_ends_it_at_once_although_a_hook_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no way to send Ctrl+C to one process.");
        using var manager = StartManager(hookRuns: true, "--grace", "3600");
        var limit = Stopwatch.StartNew();
        while (!manager.HasExited)
        {
            Assert.True(limit.Elapsed < HangLimit.Time, "It does not end.");
            Kill("TERM", manager);
            manager.WaitForExit(200);
        }

        Assert.NotEqual(0, manager.ExitCode);
        _box.Write("go", "");
        while ((string?)_box.Json("resource", "info", "1").Ok().One["State"] != "Up") _box.Run("manager", "once").Ok();
    }

    // A manager that has begun its first hook, or ended it.
    private Process StartManager(bool hookRuns, params string[] options)
    {
        if (!hookRuns) _box.Write("go", "");
        _box.Write("pools.yaml", $$"""p: {cmd_new: 'for i in $(seq 600); do [ -e {{_box.PathOf("go")}} ] && break; sleep 0.1; done; echo made', cmd_delete: 'true', max: 1, max_prealloc: 1, tags: [a]}""");
        _box.Run("pool", "import", "pools.yaml").Ok();
        var process = _box.Start(["manager", "run", .. options]);
        Assert.NotNull(process.StandardOutput.ReadLine());
        if (!hookRuns) Assert.NotNull(process.StandardOutput.ReadLine());
        return process;
    }

    private static void Kill(string signal, Process process)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static void SkipUnlessInstalled()
    {
        const string Reason = "PostgreSQL is not installed: no initdb in /usr/lib/postgresql or on the PATH";
        if (Environment.GetEnvironmentVariable("ALLOCATION_REQUIRE_POSTGRES") == "1") Assert.True(PostgresCluster.IsInstalled, Reason);
        else Assert.SkipUnless(PostgresCluster.IsInstalled, Reason);
    }
}

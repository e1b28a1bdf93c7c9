using System.Diagnostics;
using Allocation.Core.Files;

namespace Allocation.Cli.Tests;

/// <summary>Ctrl+C.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void An_interrupted_command_ends_with_130_and_leaves_no_trace()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no way to send Ctrl+C to one process.");
        var file = _box.Write("pool.json", """{"range": {"from": 100, "to": 200}}""");
        _box.Run("pool", "new", "other", "--from", "1", "--to", "5").Ok();
        Process process;
        using (FileLock.Take(file + ".lock", FileLock.DefaultPatience, TestContext.Current.CancellationToken))
        {
            process = _box.Start("vlan", "new", "a", "--pool-file", file);
            while (!process.HasExited && _box.Json("vlan", "list", "--state", "start").Ok().List.Count == 0)
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            kill.WaitForExit();
            process.WaitForExit();
        }

        var run = Sandbox.Finish(process);
        Assert.Equal(["Cancelled"], run.ErrorIds);
        Assert.Equal(ExitCodes.Cancelled, run.ExitCode);
        Assert.Empty(_box.Json("vlan", "list").Ok().List);
        Assert.Empty(_box.Json("list", "--state", "all").Ok().List);
    }
}

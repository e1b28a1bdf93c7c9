using Allocation.Core.Files;

namespace Allocation.Cli.Tests;

/// <summary>What the process takes from the system, and what it leaves when it is killed.</summary>
public sealed class ProcessLimitTests : IDisposable
{
    private readonly Sandbox _box = new();

    public ProcessLimitTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "These are files and limits of Linux.");

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData(64)]
    [InlineData(127)]
    public void Too_few_open_files_are_an_error_of_ours(int limit)
    {
        var run = Sandbox.Finish(_box.StartUnder(["sh", "-c", $"ulimit -n {limit}; exec \"$@\"", "sh"], ["pool", "list"]));

        Assert.Equal(ExitCodes.FileFailed, run.ExitCode);
        Assert.Equal($"FileFailed: The process may have {limit} files open (ulimit -n); it must be at least 128.\n", run.Error);
    }

    [Fact]
    public void As_many_open_files_as_are_asked_for_are_enough()
    {
        string[] limited = ["sh", "-c", "ulimit -n 128; exec \"$@\"", "sh"];
        Sandbox.Finish(_box.StartUnder(limited, ["pool", "new", "vlan", "--from", "1", "--to", "9"])).Ok();
        Sandbox.Finish(_box.StartUnder(limited, ["vlan", "new", "a", "--json"])).Ok();
    }

    [Fact]
    public void A_command_that_is_killed_leaves_nothing_in_the_temporary_folder()
    {
        var temporary = Directory.CreateDirectory(_box.PathOf("tmp")).FullName;
        _box.Environment["TMPDIR"] = temporary;
        _box.Environment["DOTNET_EnableDiagnostics"] = null;
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "9").Ok();
        var turn = _box.PathOf("store.db.turn.lock");
        File.Delete(turn);
        using (FileLock.Take(_box.PathOf("store.db.lock"), TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            var command = _box.Start("vlan", "new", "a");
            Assert.True(SpinWait.SpinUntil(() => File.Exists(turn), HangLimit.Time));
            command.Kill();
            Sandbox.Finish(command);
        }

        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }
}

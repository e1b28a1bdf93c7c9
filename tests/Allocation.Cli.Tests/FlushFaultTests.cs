using System.Diagnostics;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>A disk that does not take what it is given: the nth flush of the process fails. Nothing is called done that may be
/// lost.</summary>
public sealed class FlushFaultTests : IDisposable
{
    private const string MayBeLost = "not outlast a power cut";

    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_json_store_whose_document_is_not_flushed_stays_as_it_was()
    {
        UseJson();
        var before = File.ReadAllText(_box.PathOf("store.json"));

        Failing(flush: 1, "vlan", "new", "a").Refused(ErrorKind.StoreUnavailable);

        Assert.Equal(before, File.ReadAllText(_box.PathOf("store.json")));
        Assert.DoesNotContain(Directory.GetFiles(_box.Folder), f => f.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public void A_json_store_whose_folder_is_not_flushed_says_that_the_change_was_made()
    {
        UseJson();

        var run = Failing(flush: 2, "vlan", "new", "a").Refused(ErrorKind.StoreUnavailable);

        Assert.Contains("the change was made", run.Error, StringComparison.Ordinal);
        Assert.Contains(MayBeLost, run.Error, StringComparison.Ordinal);
        Assert.Single(_box.Json("vlan", "list").Ok().List);
    }

    [Theory]
    [InlineData(34, "store", "export")]
    [InlineData(3, "report")]
    public void A_file_that_is_not_flushed_is_not_written(int exitCode, params string[] command)
    {
        UseJson();
        var file = _box.Write("target", "old");

        var run = Failing(flush: 1, [.. command, "target"]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal("old", File.ReadAllText(file));

        run = Failing(flush: 2, [.. command, "target"]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("was written, but it may " + MayBeLost, run.Error, StringComparison.Ordinal);
        Assert.NotEqual("old", File.ReadAllText(file));
    }

    [Fact]
    public void A_pool_file_that_is_not_flushed_gives_no_number()
    {
        UseJson();
        _box.Environment["VLAN_POOL_FILE"] = _box.Write("pool.json", """{"range": {"from": 1, "to": 9}}""");

        // The first four flushes are those of the intent and of the service, each of document and folder.
        var refused = Enumerable.Range(1, 12).Select(n => (Flush: n, Run: Failing(n, "vlan", "new", $"a{n}")))
            .Where(r => r.Run.ExitCode != 0).ToList();

        Assert.Contains(refused, r => r.Run.Error.Contains(_box.PathOf("pool.json"), StringComparison.Ordinal));
        Assert.All(refused, r => Assert.DoesNotContain("Unexpected", r.Run.Error, StringComparison.Ordinal));
    }

    private void UseJson()
    {
        Assert.SkipUnless(Tracer.Works, "strace is not installed, or may not trace here");
        _box.Environment["ALLOCATION_STORE"] = "json:store.json";
        _box.Run("pool", "new", "vlan", "--from", "1", "--to", "9").Ok();
    }

    private CliRun Failing(int flush, params IEnumerable<string> arguments) =>
        Sandbox.Finish(_box.StartUnder(["strace", "-f", "-o", _box.PathOf("trace"), "-e", "trace=fsync", "-e",
            $"inject=fsync:error=EIO:when={flush}"], arguments));

    private static class Tracer
    {
        public static bool Works { get; } = OperatingSystem.IsLinux() && Try();

        private static bool Try()
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo("strace",
                    ["-f", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"])
                { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}

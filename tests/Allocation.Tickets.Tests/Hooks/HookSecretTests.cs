using System.Diagnostics;
using System.Runtime.Versioning;
using Allocation.Core.Hooks;
using Allocation.Core.Storage.Addresses;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.Hooks;

/// <summary>What hooks write can be read by nobody else, and what they inherit holds no secret of the store.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HookSecretTests : IDisposable
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("077")]
    public void Logs_and_folders_are_the_owners_alone_whatever_the_umask(string umask)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are of Unix");
        var seen = _site.Path("seen");
        _site.Pool("p", s => s with
        {
            New = ShellHook.Of(
                $"ls -lR '{_site.Path("store.db")}.hooks' >'{seen}'; umask >>'{seen}.umask'; echo password=hunter2; echo loud >&2"),
        });
        using (var manager = Process.Start(Shell($"umask {umask}; exec \"$@\"", "manager", "once"))!)
        {
            manager.WaitForExit();
            Assert.Equal(0, manager.ExitCode);
        }

        var folder = _site.Uri.Location + ".hooks";
        var all = Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).ToList();
        Assert.Contains(all, path => path.EndsWith("_alloc", StringComparison.Ordinal));
        Assert.DoesNotContain(all, path => (File.GetUnixFileMode(path) & Others) != 0);
        Assert.All(File.ReadAllLines(seen + ".umask"), line => Assert.Equal(Convert.ToInt32(umask, 8), Convert.ToInt32(line, 8)));
        Assert.All(File.ReadAllLines(seen).Where(line => line.StartsWith('-') || line.StartsWith('d')),
            line => Assert.Equal("------", line.Substring(4, 6)));
    }

    [Fact]
    public void What_an_earlier_version_left_loses_the_rights_of_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are of Unix");
        var folder = _site.Path("old");
        Directory.CreateDirectory(folder, Others | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var log = Path.Combine(folder, "000001_alloc");
        File.WriteAllText(log, "password=hunter2");
        File.SetUnixFileMode(log, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        new HookFolder(folder).Prepare();
        Assert.Equal((UnixFileMode)0, (File.GetUnixFileMode(folder) | File.GetUnixFileMode(log)) & Others);
        Assert.Equal("password=hunter2", File.ReadAllText(log));
    }

    [Fact]
    public void A_chosen_folder_keeps_its_rights_and_must_not_be_writable_for_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are of Unix");
        var mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = Directory.CreateDirectory(_site.Path("chosen")).FullName;
        File.SetUnixFileMode(folder, mine | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        var hooks = new HookFolder(folder, isChosen: true);
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(hooks.MakeLog(1, HookKind.New)) & Others);
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(hooks.MakeRun("run")) & Others);
        Assert.Equal(mine | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, File.GetUnixFileMode(folder));
        File.SetUnixFileMode(folder, mine | Others);
        Assert.Throws<IOException>(() => new HookFolder(folder, isChosen: true).Prepare());
    }

    [Fact]
    public void A_link_in_the_place_of_a_log_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights on Windows");
        var hooks = new HookFolder(_site.Path("linked"));
        hooks.Prepare();
        File.WriteAllText(_site.Path("victim"), "whole");
        SymbolicLink.Make(hooks.Log(1, HookKind.New), _site.Path("victim"));
        Assert.Throws<IOException>(() => hooks.MakeLog(1, HookKind.New));
        Assert.Equal("whole", File.ReadAllText(_site.Path("victim")));
    }

    [Fact]
    public void A_hook_inherits_no_secret_unless_its_pool_passes_it()
    {
        var seen = _site.Path("environment");
        _site.Pool("p", s => s with { New = ShellHook.Of($"env >'{seen}'") });
        _site.Pool("q", s => s with { New = ShellHook.Of($"env >'{seen}.passed'"), PassEnvironment = ["PGPASSWORD"] });
        var start = Shell("exec \"$@\"", "manager", "once", "--store", _site.StoreText);
        start.Environment["PGPASSWORD"] = "hunter2";
        start.Environment["ALLOCATION_API_TOKEN"] = "hunter3";
        start.Environment["PGPASSFILE"] = "/pass/file";
        start.Environment["ALLOCATION_STORE"] = "postgres://me:hunter4@db:5433/pool?sslpassword=hunter5&schema=s";
        using (var manager = Process.Start(start)!) manager.WaitForExit();
        var environment = File.ReadAllLines(seen);
        Assert.DoesNotContain(environment, line => line.Contains("hunter", StringComparison.Ordinal));
        Assert.Contains("ALLOCATION_STORE=postgres://me@db:5433/pool?schema=s", environment);
        Assert.Contains("PGPASSFILE=/pass/file", environment);
        Assert.Equal(["PGPASSWORD=hunter2"], File.ReadAllLines(seen + ".passed")
            .Where(line => line.Contains("hunter", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sqlite:./s.db", "sqlite:./s.db")]
    [InlineData("json:./s.json", "json:./s.json")]
    [InlineData("postgres://u@h/db", "postgres://u@h/db")]
    [InlineData("postgres://u:p@h:1,i:2", "postgres://u@h:1,i:2")]
    [InlineData("postgresql://u:4711#p@h/db?pass%77ord=x", "postgres://u@h/db")]
    [InlineData("postgres:Host=h;Password=p;Username=u", "postgres:host=h;username=u")]
    [InlineData("sqlite://u:p@h/db", null)]
    [InlineData("postgres:u:p@h", null)]
    [InlineData("mysql://u:p@h", null)]
    [InlineData("", null)]
    public void An_address_without_its_password_names_the_same_store(string text, string? plain) =>
        Assert.Equal(plain, StoreUri.WithoutPassword(text));

    private ProcessStartInfo Shell(string line, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line, "sh", .. CommandLineProgram.Words, .. arguments]);
        start.RedirectStandardOutput = true;
        start.Environment["ALLOCATION_STORE"] = _site.StoreText;
        start.Environment.Remove("ALLOCATION_HOOK_FOLDER");
        return start;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Allocation.Module.Tests;

/// <summary>
/// The command line as it is published for Windows, run under Wine where that is installed. Wine is not Windows, but it has its calls: what
/// fails here fails there.
/// </summary>
public sealed class WineTests(WineTests.Site site) : IClassFixture<WineTests.Site>
{
    [Fact]
    public void A_hook_outlives_its_manager_and_its_result_is_kept()
    {
        site.Require();
        site.Write("outlives.cmd", """
            @echo off
            echo x >C:\outlives.begun
            for /l %%i in (1,1,600) do if not exist C:\outlives.go ping -n 2 127.0.0.1 >nul
            """);
        var store = site.Pools("outlives", """
            p:
              max: 1
              cmd_new: 'call C:\outlives.cmd & echo münchen'
              cmd_delete: 'echo gone'
            """);

        KillManagerOnce(store, "outlives.begun");
        site.Write("outlives.go", "");
        Until.True(() => site.Files("outlives.db.hooks", "status").Any(), "the hook writes its status");
        site.Run(store, "manager", "once");

        var resource = site.List(store, "resource", "list").Single();
        Assert.Equal(("Up", 1), (resource["State"]!.GetValue<string>(), resource["Id"]!.GetValue<int>()));
        Assert.Contains("münchen", site.Run(store, "resource", "logs", "1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_of_a_dead_manager_that_runs_too_long_is_ended_before_the_next_one()
    {
        site.Require();
        var store = site.Pools("long", """
            p:
              max: 1
              new_timeout: 15
              cmd_new: 'echo x >C:\long.begun & ping -n 120 127.0.0.1 >nul'
              cmd_delete: 'echo gone'
            """);

        KillManagerOnce(store, "long.begun");
        Assert.True(site.Runs("ping") > 0, "the hook ended with its manager");
        Until.True(() => site.Run(store, "manager", "once").Contains("cmd_new ran for longer", StringComparison.Ordinal), "it is ended");
        Until.True(() => site.Runs("ping -n 120") == 0, "nothing of the hook runs any more");
    }

    [Fact]
    public void A_list_of_words_reaches_a_batch_file_only_when_cmd_reads_none_of_them()
    {
        site.Require();
        site.Write("with.cmd", "@echo off\r\necho [%1]\r\n");
        var store = site.Pools("batch", """
            good:
              max: 1
              cmd_new: ['C:\with.cmd', 'a b']
              cmd_delete: 'echo gone'
            bad:
              max: 1
              cmd_new: ['C:\with.cmd', '%PATH%']
              cmd_delete: 'echo gone'
            """);

        site.Run(store, "manager", "once");

        var resources = site.List(store, "resource", "list").ToDictionary(r => r["Pool"]!.GetValue<string>());
        Assert.Equal("Up", resources["good"]["State"]!.GetValue<string>());
        Assert.Contains("'%PATH%' must have none of them", resources["bad"]["Problem"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_keeps_its_characters()
    {
        site.Require();
        var run = site.Start("sqlite:C:\\none.db", "resource", "list", "nö漢", "--json");
        var error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Contains("nö漢", JsonNode.Parse(error)!["error"]!.ToJsonString(new()
        {
            Encoder =
            System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json:C:\\many.json", "vlan")]
    [InlineData("sqlite:C:\\many.db", "file:C:\\many.pool")]
    public void Processes_that_write_one_file_at_once_lose_nothing(string store, string pool)
    {
        site.Require();
        if (pool == "vlan") site.Run(store, "pool", "new", "vlan", "--from", "1", "--to", "100");
        else site.Write("many.pool", """{"range": {"from": 100, "to": 200}, "used": [100]}""");
        var failed = new ConcurrentBag<string>();

        Parallel.For(0, 4, worker =>
        {
            for (var i = 0; i < 2; i++)
            {
                using var run = site.Start(store, "vlan", "new", $"s{worker}-{i}", "--north-pool", pool, "--south-pool", pool);
                var error = run.StandardError.ReadToEnd();
                run.WaitForExit();
                if (run.ExitCode != 0) failed.Add(error);
            }
        });

        Assert.Empty(failed);
        var ids = site.List(store, "vlan", "list")
            .SelectMany(s => new[] { s["NorthVlanId"]!.GetValue<int>(), s["SouthVlanId"]!.GetValue<int>() });
        Assert.Equal(16, ids.Distinct().Count());
    }

    private void KillManagerOnce(string store, string begun)
    {
        using var manager = site.Start(store, "manager", "run");
        manager.BeginErrorReadLine();
        manager.BeginOutputReadLine();
        Until.True(() => site.Exists(begun), "the hook begins");
        manager.Kill();

        // Under Wine, the hook keeps the output of its manager open; so only its end is waited for.
        Assert.True(manager.WaitForExit(HangLimit.Time));
    }

    /// <summary>The published command line and a drive C of its own.</summary>
    public sealed class Site : IDisposable
    {
        private static readonly string? s_wine =
            new[] { "/usr/bin/wine64", "/usr/lib/wine/wine64", "/usr/bin/wine" }.FirstOrDefault(File.Exists);

        private readonly TemporaryFolder _folder = new();
        private readonly string _program;

        public Site()
        {
            _program = Path.Combine(_folder.Path, "published", "allocation.exe");
            if (s_wine is null) return;
            using var publish = StartProgram("dotnet", "publish", Path.Combine(Repository.Root, "src", "Allocation.Cli"), "-r", "win-x64",
                "--self-contained", "-p:PublishAot=false", "-o", Path.GetDirectoryName(_program)!, "-nologo", "-v", "q");
            var output = publish.StandardOutput.ReadToEnd();
            publish.WaitForExit();
            Assert.True(publish.ExitCode == 0, output);
            Directory.CreateDirectory(Prefix);
            using var boot = StartProgram(s_wine, "wineboot", "-i");
            boot.StandardOutput.ReadToEnd();
            boot.WaitForExit();
        }

        private string Prefix => Path.Combine(_folder.Path, "wine");

        private string Drive => Path.Combine(Prefix, "drive_c");

        public void Require() => Assert.SkipWhen(s_wine is null, "Wine is not installed");

        public void Write(string name, string text) => File.WriteAllText(Path.Combine(Drive, name), text);

        public bool Exists(string name) => File.Exists(Path.Combine(Drive, name));

        public IEnumerable<string> Files(string folder, string name) =>
            Directory.EnumerateFiles(Path.Combine(Drive, folder), name, SearchOption.AllDirectories);

        /// <summary>How many processes of this site have that in their command line.</summary>
        public int Runs(string what) => Directory.EnumerateDirectories("/proc").Count(process =>
            Read(Path.Combine(process, "cmdline")).Replace('\0', ' ').Contains(what, StringComparison.Ordinal)
                && Read(Path.Combine(process, "environ")).Contains(Prefix, StringComparison.Ordinal));

        public string Pools(string name, string pools)
        {
            var store = $"sqlite:C:\\{name}.db";
            Write(name + ".yaml", pools);
            Run(store, "pool", "import", $"C:\\{name}.yaml");
            return store;
        }

        public IEnumerable<JsonObject> List(string store, params string[] arguments) =>
            JsonNode.Parse(Run(store, [.. arguments, "--json"]))!.AsArray().Select(row => row!.AsObject());

        public string Run(string store, params string[] arguments)
        {
            using var run = Start(store, arguments);
            var error = run.StandardError.ReadToEndAsync();
            var output = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            Assert.True(run.ExitCode == 0, error.Result);
            return output + error.Result;
        }

        public Process Start(string store, params string[] arguments) => StartProgram(s_wine!, [_program, .. arguments, "--store", store]);

        public void Dispose()
        {
            if (s_wine is not null && Directory.Exists(Prefix))
            {
                using var end = StartProgram(Path.Combine(Path.GetDirectoryName(s_wine)!, "wineserver") is var server && File.Exists(server)
                    ? server
                    : "wineserver", "-k");
                end.WaitForExit();
            }

            _folder.Dispose();
        }

        private Process StartProgram(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = new UTF8Encoding(false, throwOnInvalidBytes: true),
            };
            start.Environment["WINEPREFIX"] = Prefix;
            start.Environment["WINEDEBUG"] = "-all";
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["UseSharedCompilation"] = "false";
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }

        private static string Read(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }
    }
}

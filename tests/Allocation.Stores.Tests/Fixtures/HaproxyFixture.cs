using System.Diagnostics;

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>HAProxy in front of two servers: the first while it takes connections, else the second. Which of them is the primary it does
/// not look at.</summary>
public sealed class HaproxyFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    public HaproxyFixture(PostgresCluster first, PostgresCluster second)
    {
        var configuration = Path.Combine(_folder.Path, "haproxy.cfg");
        File.WriteAllText(
            configuration,
            $"""
            global
                stats socket unix@{Stats}
            defaults
                mode tcp
                timeout connect 2s
                timeout client 5m
                timeout server 5m
                timeout check 2s
            listen postgres
                bind unix@{_folder.Path}/.s.PGSQL.5432 mode 666
                option pgsql-check user allocation
                default-server inter 100ms fall 1 rise 1 on-marked-down shutdown-sessions
                server first unix@{first.Socket}/.s.PGSQL.5432 check on-marked-up shutdown-backup-sessions
                server second unix@{second.Socket}/.s.PGSQL.5432 check backup

            """);
        _process = Process.Start(new ProcessStartInfo(Program() ?? throw new InvalidOperationException("HAProxy is not installed."),
            ["-db", "-q", "-f", configuration])
        { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Assert.True(SpinWait.SpinUntil(() => File.Exists(Stats) || _process.HasExited, HangLimit.Time) && !_process.HasExited,
            "HAProxy does not start.");
    }

    /// <summary>The text of a store behind it.</summary>
    public string StoreText(string schema) => $"postgres:Host={_folder.Path};Username=allocation;Database=postgres;schema={schema}";

    private string Stats => Path.Combine(_folder.Path, "stats");

    /// <summary>Skips the test where it is not installed.</summary>
    public static void SkipUnlessInstalled() => Assert.SkipWhen(Program() is null, "HAProxy is not installed.");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string? Program() => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "haproxy")).FirstOrDefault(File.Exists);
}

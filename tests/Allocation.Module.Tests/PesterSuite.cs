namespace Allocation.Module.Tests;

/// <summary>Runs all of tests/module once, in several PowerShells of their own without profile at a time, when the first test asks for
/// it.</summary>
public sealed class PesterSuite
{
    // Half of the time is spent waiting for other processes.
    private const int AtOnce = 4;

    // It is many tests long.
    private static readonly TimeSpan s_patience = 4 * HangLimit.Time;

    private readonly Lazy<PesterRun> _run = new(RunAll);

    internal PesterRun Result => _run.Value;

    internal static string Folder => Path.Combine(Repository.Root, "tests", "module");

    /// <summary>Runs some files of the suite, or all, against a module.</summary>
    internal static PesterRun RunAgainst(string manifest, params IReadOnlyList<string> files)
    {
        var shell = PowerShellProgram.Find();
        var folder = Directory.CreateTempSubdirectory("allocation-pester-");
        try
        {
            return Run(shell, folder.FullName, manifest, files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PesterRun RunAll()
    {
        var parts = Directory.GetFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            .Index().GroupBy(file => file.Index % AtOnce, file => file.Item).Select(part => part.ToList()).ToList();
        var runs = parts.Select(part => Task.Run(() => RunAgainst(Repository.Manifest, part))).ToList();
        var run = runs[0].Result with { Tests = [.. runs.SelectMany(part => part.Result.Tests)] };

        // Asked for by .ci/run, which prints the count.
        if (Environment.GetEnvironmentVariable("ALLOCATION_TEST_RESULTS") is { Length: > 0 } results)
            File.WriteAllText(Path.Combine(results, "pester.txt"), $"{run}\n");
        return run;
    }

    private static PesterRun Run(PowerShellProgram shell, string folder, string manifest, IReadOnlyList<string> files)
    {
        var result = Path.Combine(folder, "result.json");
        var environment = new Dictionary<string, string?>
        {
            ["ALLOCATION_MODULE"] = manifest,
            ["ALLOCATION_CONFIGURATION"] = Repository.Configuration,
            ["ALLOCATION_STORE"] = null,
            // Where the default store is on Unix: not that of the user.
            ["XDG_DATA_HOME"] = folder,
            ["VLAN_POOL_FILE"] = null,
            ["NO_COLOR"] = "1",
        };
        string[] names = files.Count == 0 ? [] : ["-Name", string.Join(',', files)];
        using var process = shell.Start(folder, environment,
            ["-File", Path.Combine(Folder, "Invoke-Suite.ps1"), "-PesterPath", PowerShellProgram.Pester, "-ResultPath", result, .. names]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The Pester suite did not end within {s_patience}.\n{output.Result}\n{errors.Result}");
        }

        Task.WaitAll(output, errors);
        if (process.ExitCode != 0 || !File.Exists(result))
            throw new InvalidOperationException($"{shell.File} ended with {process.ExitCode}.\n{output.Result}\n{errors.Result}");
        return PesterRun.Read(result);
    }
}

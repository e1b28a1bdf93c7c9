using System.Collections.Concurrent;

namespace Allocation.Module.Tests;

/// <summary>Runs all of tests/module once, in several PowerShells of their own without profile at a time, when the first test asks for
/// it.</summary>
public sealed class PesterSuite
{
    // A part of the time is spent waiting for other processes.
    private const int AtOnce = 4;

    private const int Parts = 16;

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
        // The largest files are dealt first, so that no part has several of them; parts wait until a PowerShell is free.
        var parts = new DirectoryInfo(Folder).GetFiles("*.Tests.ps1").OrderByDescending(file => file.Length).ThenBy(file => file.Name)
            .Index().GroupBy(file => file.Index % Parts, file => file.Item.Name).Select(part => part.ToList()).ToList();
        var runs = new PesterRun[parts.Count];
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, parts.Count), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, part => runs[part] = RunAgainst(Repository.Manifest, parts[part]));
        var run = runs[0] with { Tests = [.. runs.SelectMany(part => part.Tests)] };

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

using System.Diagnostics;

namespace Allocation.Module.Tests;

/// <summary>Runs all of tests/module once, in a pwsh of its own without profile, when the first test asks for it.</summary>
public sealed class PesterSuite
{
    // Far above what the suite takes; only so that a hanging one ends.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    private readonly Lazy<PesterRun> _run = new(() => RunAgainst(Repository.Manifest));

    internal PesterRun Result => _run.Value;

    internal static string Folder => Path.Combine(Repository.Root, "tests", "module");

    /// <summary>pwsh, or null where there is none.</summary>
    internal static string? Shell { get; } = FindShell();

    /// <summary>Runs some files of the suite, or all, against a module.</summary>
    internal static PesterRun RunAgainst(string manifest, params IReadOnlyList<string> files)
    {
        if (Shell is not { } shell) return PesterRun.NotPossible("There is no pwsh (PowerShell 7.4 or later) on the PATH.");
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

    private static PesterRun Run(string shell, string folder, string manifest, IReadOnlyList<string> files)
    {
        var result = Path.Combine(folder, "result.json");
        var start = new ProcessStartInfo(shell) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive", "-File", Path.Combine(Folder, "Invoke-Suite.ps1"), "-ResultPath", result }) start.ArgumentList.Add(argument);
        if (files.Count > 0)
        {
            start.ArgumentList.Add("-Name");
            start.ArgumentList.Add(string.Join(',', files));
        }

        start.Environment["ALLOCATION_MODULE"] = manifest;
        start.Environment.Remove("ALLOCATION_STORE");
        start.Environment.Remove("VLAN_POOL_FILE");
        start.Environment["NO_COLOR"] = "1";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The Pester suite did not end within {s_patience}.\n{output.Result}\n{errors.Result}");
        }

        Task.WaitAll(output, errors);
        if (process.ExitCode != 0 || !File.Exists(result))
            throw new InvalidOperationException($"pwsh ended with {process.ExitCode}.\n{output.Result}\n{errors.Result}");
        return PesterRun.Read(result);
    }

    private static string? FindShell() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);
}

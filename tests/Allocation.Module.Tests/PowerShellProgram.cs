using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Allocation.Module.Tests;

/// <summary>The PowerShell that the suite runs in: the tool of .config/dotnet-tools.json, or what ALLOCATION_PWSH names.</summary>
/// <param name="File">The program.</param>
/// <param name="Before">What goes before the arguments of pwsh: the tool is an assembly that dotnet runs.</param>
internal sealed record PowerShellProgram(string File, IReadOnlyList<string> Before)
{
    private const string Variable = "ALLOCATION_PWSH";

    /// <summary>The manifest of the pinned Pester.</summary>
    public static string Pester => Metadata("Pester");

    /// <exception cref="Xunit.Sdk.XunitException">The tool was not restored.</exception>
    public static PowerShellProgram Find() =>
        Choose(Environment.GetEnvironmentVariable(Variable), Metadata("PowerShell"), Metadata("PowerShellVersion"));

    /// <summary>What <paramref name="named"/> says, else the tool.</summary>
    internal static PowerShellProgram Choose(string? named, string tool, string version)
    {
        if (!string.IsNullOrEmpty(named)) return new(named, []);
        if (!System.IO.File.Exists(tool))
            Assert.Fail($"PowerShell '{version}' of .config/dotnet-tools.json was not restored: run 'dotnet tool restore' in " +
                $"{Repository.Root}, which says why, or set {Variable} to the path of a pwsh 7.4 or later.");
        return new(Metadata("DotNet"), [tool]);
    }

    /// <summary>Starts it without profile, with its output redirected.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">It does not start.</exception>
    public Process Start(string folder, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(File) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in (string[])[.. Before, "-NoProfile", "-NonInteractive", .. arguments]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Assert.Fail($"'{File}' does not start ({e.Message}): {Variable} must be the path of a pwsh 7.4 or later, or not " +
                "be set at all.");
            throw;
        }
    }

    private static string Metadata(string key) => typeof(PowerShellProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value ?? "";
}

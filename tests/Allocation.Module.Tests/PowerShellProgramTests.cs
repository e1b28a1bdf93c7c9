using System.Diagnostics;

namespace Allocation.Module.Tests;

/// <summary>Where the PowerShell of the suite comes from, and what a test says when there is none.</summary>
public sealed class PowerShellProgramTests
{
    [Fact]
    public void A_tool_that_was_not_restored_fails_with_one_sentence_that_says_what_to_do()
    {
        var error = Assert.ThrowsAny<Exception>(() =>
            PowerShellProgram.Choose("", Path.Combine(Path.GetTempPath(), "nowhere", "pwsh.dll"), "7.6.9"));
        Assert.Equal($"PowerShell '7.6.9' of .config/dotnet-tools.json was not restored: run 'dotnet tool restore' in {Repository.Root}, " +
            "which says why, or set ALLOCATION_PWSH to the path of a pwsh 7.4 or later.", error.Message);
    }

    [Fact]
    public void A_program_that_does_not_start_fails_with_one_sentence_that_says_what_to_do()
    {
        var program = PowerShellProgram.Choose("/nowhere/pwsh", "", "");
        var error = Assert.ThrowsAny<Exception>(() => program.Start(Path.GetTempPath(), new Dictionary<string, string?>()));
        Assert.StartsWith("'/nowhere/pwsh' does not start (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("): ALLOCATION_PWSH must be the path of a pwsh 7.4 or later, or not be set at all.", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_manifest_that_cannot_be_restored_fails_a_run_with_one_sentence()
    {
        // Another version than there is, in a copy of the targets, and no source: nothing of this repository changes and no network is
        // asked.
        var root = Directory.CreateTempSubdirectory("allocation-tools-");
        try
        {
            Copy(".config/dotnet-tools.json", text => text.Replace("\"version\": \"", "\"version\": \"99.", StringComparison.Ordinal));
            Copy("tests/Allocation.Module.Tests/PowerShell.targets", text => text);
            Write("NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>");
            Write("tests/Allocation.Module.Tests/Trial.csproj", """
                <Project>
                  <PropertyGroup><NuGetPackageRoot>$(MSBuildThisFileDirectory)packages/</NuGetPackageRoot></PropertyGroup>
                  <Import Project="PowerShell.targets" />
                  <Target Name="VSTest" />
                </Project>
                """);
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = root.FullName };
            foreach (var argument in new[] { "msbuild", "tests/Allocation.Module.Tests/Trial.csproj", "-nologo",
                "-target:VSTest", "-nodeReuse:false" })
            {
                start.ArgumentList.Add(argument);
            }
            start.Environment["ALLOCATION_PWSH"] = null;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();

            Assert.NotEqual(0, process.ExitCode);
            var error = Assert.Single(output.Split('\n'), line => line.Contains("error", StringComparison.Ordinal));
            Assert.Contains("PowerShell '99.", error, StringComparison.Ordinal);
            Assert.Contains("run 'dotnet tool restore' in ", error, StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(recursive: true);
        }

        void Copy(string path, Func<string, string> change) => Write(path, change(File.ReadAllText(Path.Combine(Repository.Root, path))));

        void Write(string path, string text)
        {
            var target = Path.Combine(root.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }
    }
}

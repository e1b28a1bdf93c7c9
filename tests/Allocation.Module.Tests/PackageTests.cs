using System.IO.Compression;
using System.Xml.Linq;

namespace Allocation.Module.Tests;

/// <summary>What build.ps1 packages of the module that is built.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("allocation-package-");

    [Fact]
    public void The_package_has_what_a_gallery_and_a_machine_need_and_nothing_else()
    {
        Package();
        using var package = ZipFile.OpenRead(Assert.Single(_output.GetFiles("*.nupkg")).FullName);
        var names = package.Entries.Select(e => e.FullName).ToList();

        Assert.Contains("Allocation.psd1", names);
        Assert.Contains("LICENSE", names);
        Assert.Contains("en-US/Allocation.PowerShell.dll-Help.xml", names);
        Assert.Contains("en-US/about_Allocation.help.txt", names);
        Assert.Contains("module/Allocation.Format.ps1xml", names);
        Assert.Contains("module/Allocation.Types.ps1xml", names);
        foreach (var platform in new[] { "win-x64", "win-arm64", "linux-x64", "linux-arm64", "linux-musl-x64", "osx-x64", "osx-arm64" })
            Assert.Contains(names, name => name.StartsWith($"module/bin/stores/runtimes/{platform}/native/", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.EndsWith("System.Management.Automation.dll", StringComparison.Ordinal)
            || name.EndsWith(".pdb", StringComparison.Ordinal) || name.EndsWith(".md", StringComparison.Ordinal));

        var metadata = XDocument.Load(package.GetEntry("Allocation.nuspec")!.Open()).Root!.Elements().Single().Elements()
            .ToDictionary(e => e.Name.LocalName, e => e.Value);
        Assert.Equal("Allocation", metadata["id"]);
        Assert.Contains("PSModule", metadata["tags"].Split(' '));
        Assert.Contains("PSCmdlet_New-VlanService", metadata["tags"].Split(' '));
        Assert.False(string.IsNullOrWhiteSpace(metadata["description"]));
    }

    [Fact]
    public void The_packaged_module_works_on_its_own()
    {
        Package();
        var run = PesterSuite.RunAgainst(Directory.GetFiles(_output.FullName, "Allocation.psd1", SearchOption.AllDirectories).Single(),
            "Isolation.Tests.ps1", "Get-Allocation.Tests.ps1");
        Assert.DoesNotContain(run.Tests, test => test.Result == "Failed");
        Assert.Contains(run.Tests, test => test.Result == "Passed");
    }

    public void Dispose() => _output.Delete(recursive: true);

    private void Package()
    {
        using var process = PowerShellProgram.Find().Start(
            _output.FullName,
            new Dictionary<string, string?>(),
            ["-File", Path.Combine(Repository.Root, "build.ps1"), "-Task", "Package", "-NoBuild", "-NoTest", "-OutputPath",
                _output.FullName, "-Configuration", Configuration]);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{output}\n{errors.Result}");
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        ? "Release"
        : "Debug";
}

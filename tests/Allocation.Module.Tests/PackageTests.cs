using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Allocation.Module.Tests;

/// <summary>What build.ps1 packages of what is built; each package is installed into an empty place, used and removed.</summary>
[StartsFirst]
public sealed class PackageTests(PackageTests.Packages packages) : IClassFixture<PackageTests.Packages>
{
    [Fact]
    public void The_package_has_what_a_gallery_and_a_machine_need_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(packages.Module);
        var names = package.Entries.Select(e => e.FullName).ToList();

        foreach (var file in new[] { "Allocation.psd1", "LICENSE", "THIRD-PARTY-NOTICES.txt", "README.md", "icon.png",
            "en-US/Allocation.PowerShell.dll-Help.xml", "en-US/about_Allocation.help.txt", "module/Allocation.Format.ps1xml",
            "module/Allocation.Types.ps1xml", "module/Views.psd1", "module/SessionCheck.psm1" })
        {
            Assert.Contains(file, names);
        }
        foreach (var platform in new[] { "win-x64", "win-arm64", "linux-x64", "linux-arm64", "linux-musl-x64", "osx-x64", "osx-arm64" })
            Assert.Contains(names, name => name.StartsWith($"module/bin/stores/runtimes/{platform}/native/", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.EndsWith("System.Management.Automation.dll", StringComparison.Ordinal)
            || name.EndsWith(".pdb", StringComparison.Ordinal) || name.EndsWith(".runtimeconfig.json", StringComparison.Ordinal));
        Assert.Equal(["README.md"], names.Where(name => name.EndsWith(".md", StringComparison.Ordinal)));
        Assert.Equal(["module/bin/stores/Allocation.Stores.deps.json"],
            names.Where(name => name.EndsWith(".deps.json", StringComparison.Ordinal)));
        Assert.Equal(["module/bin/Allocation.Core.dll"],
            names.Where(name => name.EndsWith("/Allocation.Core.dll", StringComparison.Ordinal)));

        var metadata = Metadata(package, "Allocation.nuspec");
        Assert.Equal("Allocation", metadata["id"]);
        Assert.Contains("PSModule", metadata["tags"].Split(' '));
        Assert.Contains("PSCmdlet_New-VlanService", metadata["tags"].Split(' '));
        Assert.Equal(("icon.png", "README.md"), (metadata["icon"], metadata["readme"]));
        Assert.False(string.IsNullOrWhiteSpace(metadata["description"]));
        Assert.False(string.IsNullOrWhiteSpace(metadata["releaseNotes"]));
    }

    [Fact]
    public void The_tool_has_what_a_gallery_needs()
    {
        using var package = ZipFile.OpenRead(packages.Tool);
        var names = package.Entries.Select(e => e.FullName).ToList();
        foreach (var file in new[] { "THIRD-PARTY-NOTICES.txt", "README.md", "icon.png" }) Assert.Contains(file, names);
        var metadata = Metadata(package, "allocation.nuspec");
        Assert.Equal(("allocation", "MIT", "icon.png", "README.md"),
            (metadata["id"], metadata["license"], metadata["icon"], metadata["readme"]));
        Assert.False(string.IsNullOrWhiteSpace(metadata["releaseNotes"]));
        Assert.DoesNotContain(names, name => name.EndsWith(".pdb", StringComparison.Ordinal)
            || name.EndsWith("/Allocation.Core.xml", StringComparison.Ordinal));
    }

    [Fact]
    public void The_packaged_module_works_on_its_own()
    {
        var run = PesterSuite.RunAgainst(packages.Manifest, "Isolation.Tests.ps1", "Get-Allocation.Tests.ps1");
        Assert.DoesNotContain(run.Tests, test => test.Result == "Failed");
        Assert.Contains(run.Tests, test => test.Result == "Passed");
    }

    [Fact]
    public void The_module_can_be_installed_from_a_folder_used_and_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux the folders of a user follow the variable HOME.");
        var home = packages.Fresh("home");
        var elsewhere = packages.Fresh("elsewhere");
        var environment = new Dictionary<string, string?>
        {
            ["HOME"] = home,
            ["XDG_DATA_HOME"] = null,
            ["XDG_CONFIG_HOME"] = Path.Combine(home, "config"),
            ["XDG_CACHE_HOME"] = Path.Combine(home, "cache"),
            ["ALLOCATION_STORE"] = null,
            ["PSModulePath"] = null,
        };
        var output = Run(PowerShellProgram.Find().Start(elsewhere, environment, ["-Command", $$"""
            $ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name Folder -Uri '{{packages.Folder}}' -Trusted
            Install-PSResource Allocation -Repository Folder
            New-AllocationPool vlan -From 100 -To 200 | Out-Null
            (New-VlanService web).SouthVlanId
            (Get-AllocationStore).Uri
            Remove-Module Allocation
            Uninstall-PSResource Allocation
            [bool](Get-Module -ListAvailable Allocation)
            """]));
        var store = Path.Combine(home, ".local", "share", "Allocation", "allocation.db");
        Assert.Equal(["101", $"sqlite:{store}", "False"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd()));
        Assert.True(File.Exists(store), "What is allocated must stay.");
    }

    [Fact]
    public void The_tool_can_be_installed_from_a_folder_used_and_removed()
    {
        var folder = packages.Fresh("tool");
        File.WriteAllText(Path.Combine(folder, "NuGet.config"), $"""
            <configuration>
              <packageSources><clear /><add key="folder" value="{Path.GetDirectoryName(packages.Tool)}" /></packageSources>
              <auditSources><clear /></auditSources>
            </configuration>
            """);
        var environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder, "cache"),
            ["DOTNET_ROOT"] = Path.GetDirectoryName(Packages.DotNet),
            ["ALLOCATION_STORE"] = "sqlite:store.db",
        };
        string DotNet(params string[] words) => Run(Start(Packages.DotNet, folder, environment, words));
        DotNet("tool", "install", "allocation", "--tool-path", "bin");
        var program = Directory.GetFiles(Path.Combine(folder, "bin"), "allocation*").Single();
        string Allocation(params string[] words) => Run(Start(program, folder, environment, words));

        Allocation("pool", "new", "vlan", "--from", "100", "--to", "200");
        Assert.Equal("100", JsonNode.Parse(Allocation("vlan", "new", "web", "--json"))!["NorthVlanId"]!.ToString());
        DotNet("tool", "uninstall", "allocation", "--tool-path", "bin");
        Assert.False(File.Exists(program));
        Assert.True(File.Exists(Path.Combine(folder, "store.db")), "What is allocated must stay.");
    }

    [Fact]
    public void The_native_program_can_be_unpacked_used_and_removed()
    {
        Assert.SkipUnless(Packages.WithNative, $"To compile the native program takes minutes; {Packages.NativeVariable}=1 has it tested.");
        var archive = Directory.GetFiles(Path.Combine(packages.Folder, "native"))
            .Single(f => f.EndsWith(".tar.gz", StringComparison.Ordinal) || (f.EndsWith(".zip", StringComparison.Ordinal)
                && !f.EndsWith(".symbols.zip", StringComparison.Ordinal)));
        var folder = packages.Fresh("native");
        Run(Start("tar", folder, new Dictionary<string, string?>(), "-xf", archive));
        var program = Directory.GetFiles(folder, OperatingSystem.IsWindows() ? "allocation.exe" : "allocation", SearchOption.AllDirectories)
            .Single();
        var home = Path.GetDirectoryName(program)!;
        string[] expected = ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", Path.GetFileName(program)];
        string[] library = OperatingSystem.IsLinux() ? [] : [OperatingSystem.IsWindows() ? "e_sqlite3.dll" : "libe_sqlite3.dylib"];
        Assert.Equal(expected.Concat(library).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(home).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Contains("Microsoft.DotNet.ILCompiler", File.ReadAllText(Path.Combine(home, "THIRD-PARTY-NOTICES.txt")));

        // No .NET: neither a host nor a runtime can be found.
        var environment = new Dictionary<string, string?>
        {
            ["ALLOCATION_STORE"] = "sqlite:store.db",
            ["DOTNET_ROOT"] = null,
            ["PATH"] = null,
        };
        string Allocation(params string[] words) => Run(Start(program, folder, environment, words));
        Allocation("pool", "new", "vlan", "--from", "100", "--to", "200");
        Assert.Equal("100", JsonNode.Parse(Allocation("vlan", "new", "web", "--json"))!["NorthVlanId"]!.ToString());
        Directory.Delete(home, recursive: true);
        Assert.True(File.Exists(Path.Combine(folder, "store.db")), "What is allocated must stay.");
    }

    [Fact]
    public void The_server_can_be_unpacked_and_run()
    {
        Assert.SkipUnless(Packages.WithNative, $"It is compiled with the native program; {Packages.NativeVariable}=1 has it tested.");
        var archive = Directory.GetFiles(Path.Combine(packages.Folder, "server")).Single();
        var folder = packages.Fresh("server");
        Run(Start("tar", folder, new Dictionary<string, string?>(), "-xf", archive));
        var home = Path.GetDirectoryName(Directory.GetFiles(folder, "allocation-server.dll", SearchOption.AllDirectories).Single())!;
        Assert.Equal([], new[] { "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt" }.Where(file => !File.Exists(Path.Combine(home, file))));
        Assert.DoesNotContain(Directory.GetFiles(home), file => Path.GetExtension(file) is ".pdb" or ".xml");
        Assert.Contains("--store", DotNetIn(home, "allocation-server.dll", "--help"), StringComparison.Ordinal);
    }

    private static string DotNetIn(string folder, params string[] words) =>
        Run(Start(Packages.DotNet, folder, new Dictionary<string, string?>(), words));

    [Fact]
    public void The_notices_have_the_licence_of_every_package_that_is_shipped()
    {
        AssertNotices(packages.Module, "module/bin/stores/", "Allocation.Stores.deps.json");
        AssertNotices(packages.Tool, "tools/net10.0/any/", "allocation.deps.json");
    }

    [Fact]
    public void The_checksums_are_those_of_the_files()
    {
        var lines = File.ReadLines(Path.Combine(packages.Folder, "SHA256SUMS")).Select(line => line.Split("  ")).ToList();
        Assert.All(lines, line =>
        {
            var sum = SHA256.HashData(File.ReadAllBytes(Path.Combine(packages.Folder, line[1])));
            Assert.Equal(Convert.ToHexStringLower(sum), line[0]);
        });
        foreach (var package in new[] { packages.Module, packages.Tool })
            Assert.Contains(lines, line => Path.GetFullPath(line[1], packages.Folder) == package);
    }

    [Fact]
    public void The_symbols_are_a_package_of_their_own()
    {
        foreach (var (package, own) in new[] { (packages.Module, "Allocation.PowerShell.pdb"), (packages.Tool, "allocation.pdb") })
        {
            using var symbols = ZipFile.OpenRead(Path.ChangeExtension(package, ".symbols.zip"));
            Assert.Equal(["Allocation.Core.pdb", "Allocation.Stores.pdb", own],
                symbols.Entries.Select(e => e.Name).OrderBy(name => name == own).ThenBy(name => name, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_bill_of_materials_has_every_package_that_is_shipped()
    {
        Assert.SkipUnless(packages.HasBillOfMaterials, "The tool of CycloneDX could not be restored.");
        foreach (var package in new[] { packages.Module, packages.Tool })
        {
            var bill = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(package, ".cdx.json")))!;
            var listed = bill["components"]!.AsArray().Select(c => $"{c!["name"]}/{c["version"]}").ToHashSet();
            using var shipped = ZipFile.OpenRead(package);
            var libraries = Libraries(shipped, shipped.Entries.Single(e => e.Name.EndsWith(".deps.json", StringComparison.Ordinal)));
            Assert.Equal([], libraries.Where(library => !listed.Contains(library.Key)).Select(library => library.Key));
        }
    }

    private static void AssertNotices(string package, string folder, string dependencies)
    {
        using var shipped = ZipFile.OpenRead(package);
        using var reader = new StreamReader(shipped.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());
        var notices = reader.ReadToEnd().Split(new string('=', 80)).Select(notice => notice.Trim()).ToList();
        var libraries = Libraries(shipped, shipped.GetEntry(folder + dependencies)!);
        var others = shipped.Entries.Where(e => e.FullName.StartsWith(folder, StringComparison.Ordinal))
            .Where(e => e.Name.EndsWith(".dll", StringComparison.Ordinal) || e.FullName.Contains("/native/", StringComparison.Ordinal))
            .Where(e => !e.Name.StartsWith("allocation", StringComparison.OrdinalIgnoreCase))
            .Select(e => e.FullName[folder.Length..]);
        Assert.NotEmpty(others);
        Assert.All(others, file =>
        {
            var owner = libraries.Single(library => library.Value.Any(of => of == file || Path.GetFileName(of) == file)).Key;
            var notice = notices.Single(n => n.StartsWith(owner.Replace('/', ' ') + "\nLicence: ", StringComparison.Ordinal));
            Assert.True(notice.Length > 100, $"{owner} has no text of its licence: {notice}");
        });
    }

    // Which package has which files, as the runtime finds them.
    private static Dictionary<string, string[]> Libraries(ZipArchive package, ZipArchiveEntry dependencies)
    {
        using var reader = new StreamReader(dependencies.Open());
        var document = JsonNode.Parse(reader.ReadToEnd())!;
        return document["libraries"]!.AsObject().Where(library => (string?)library.Value!["type"] == "package").ToDictionary(
            library => library.Key,
            library => document["targets"]!.AsObject().Select(target => target.Value![library.Key]).OfType<JsonObject>()
                .SelectMany(entry => new[] { entry["runtime"], entry["runtimeTargets"] }.OfType<JsonObject>())
                .SelectMany(files => files.Select(file => file.Key))
                .ToArray());
    }

    private static Dictionary<string, string> Metadata(ZipArchive package, string specification) =>
        XDocument.Load(package.GetEntry(specification)!.Open()).Root!.Elements().Single().Elements()
            .ToDictionary(e => e.Name.LocalName, e => e.Value);

    private static Process Start(string program, string folder, IReadOnlyDictionary<string, string?> environment, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // A build server that outlives the build would keep the pipes open, and the end of the output would never come.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Run(Process started)
    {
        using var process = started;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{output}\n{errors.Result}");
        return output;
    }

    /// <summary>The packages, made once.</summary>
    public sealed class Packages : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("allocation-package-");

        public Packages()
        {
            Folder = Fresh("out");
            using var restore = Start(DotNet, Repository.Root, new Dictionary<string, string?>(), "tool", "restore");
            restore.StandardError.ReadToEndAsync();
            restore.StandardOutput.ReadToEnd();
            restore.WaitForExit();
            HasBillOfMaterials = restore.ExitCode == 0;
            string[] without = [.. HasBillOfMaterials ? Array.Empty<string>() : ["-NoBillOfMaterials"],
                .. WithNative ? Array.Empty<string>() : ["-NoNative", "-NoServer"]];
            Run(PowerShellProgram.Find().Start(_root.FullName, new Dictionary<string, string?>(),
                ["-File", Path.Combine(Repository.Root, "build.ps1"), "-Task", "Package", "-NoBuild", "-NoTest", "-OutputPath", Folder,
                    "-Configuration", Repository.Configuration, .. without]));
        }

        internal const string NativeVariable = "ALLOCATION_TEST_NATIVE";

        internal static bool WithNative => Environment.GetEnvironmentVariable(NativeVariable) == "1";

        internal static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
                OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

        internal string Folder { get; }

        internal bool HasBillOfMaterials { get; }

        internal string Module => Directory.GetFiles(Folder, "*.nupkg").Single();

        internal string Tool => Directory.GetFiles(Path.Combine(Folder, "tool"), "*.nupkg").Single();

        internal string Manifest => Directory.GetFiles(Folder, "Allocation.psd1", SearchOption.AllDirectories).Single();

        /// <inheritdoc/>
        public void Dispose() => _root.Delete(recursive: true);

        internal string Fresh(string name) => _root.CreateSubdirectory(name).FullName;
    }
}

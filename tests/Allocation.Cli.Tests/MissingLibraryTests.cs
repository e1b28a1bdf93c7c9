using System.Diagnostics;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>The native library of SQLite comes with the program; an installation can have lost it.</summary>
public sealed class MissingLibraryTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_program_without_its_library_of_sqlite_names_it()
    {
        // Without its list of dependencies .NET takes what is beside the program, so that the program itself meets what is missing.
        var incomplete = Directory.CreateDirectory(_box.PathOf("incomplete")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith(".dll", StringComparison.Ordinal) || name == "allocation.runtimeconfig.json")
                File.Copy(file, Path.Combine(incomplete, name));
        }

        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(incomplete, "allocation.dll"), "pool", "new", "vlan", "--from", "1", "--to", "9", "--store", "sqlite:store.db"])
        {
            WorkingDirectory = _box.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var run = Sandbox.Finish(Process.Start(start)!).Refused(ErrorKind.StoreUnavailable);
        Assert.Contains("e_sqlite3", run.Error, StringComparison.Ordinal);
        Assert.Contains("install Allocation again", run.Error, StringComparison.Ordinal);
    }
}

using System.Diagnostics;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Services;

namespace Allocation.Benchmarks.Sections;

/// <summary>From nothing to the first answer: pwsh with the module, beside a bare pwsh and beside sqlite3 with the same query.</summary>
internal static class StartUp
{
    private const int Services = 100;
    private const string Sql =
        "SELECT name, id, state, active_values, created_at FROM services WHERE living = 1 AND definition = 'VlanService' ORDER BY " +
        "name_key, id";

    public static IEnumerable<Result> Run()
    {
        if (!Runs("pwsh", "-Version"))
            return [new("d", "import of the module and first Get-VlanService", "skipped: there is no pwsh", "", null, null, null)];
        if (BuiltModule() is not { } module)
            return [new("d", "import of the module and first Get-VlanService", "skipped: the module is not built", "", null, null, null)];
        return Measure(module);
    }

    private static IEnumerable<Result> Measure(string module)
    {
        using var store = new BenchmarkStore();
        store.Create("vlan", 0, 1_000);
        store.Product.VlanServices.CreateAll(Enumerable.Range(0, Services).Select(n => new VlanServiceRequest($"service-{n}")));
        var import = $"Import-Module '{module}'; if ((Get-VlanService -Store '{store.Uri}').Count -ne {Services}) {{ exit 1 }}";
        var hasSqlite = Runs("sqlite3", "-version");
        var medians = Clock.Medians(
            9,
            2,
            _ => Clock.Time(() => Start("pwsh", "-NoProfile", "-NonInteractive", "-Command", import)),
            _ => Clock.Time(() => Start("pwsh", "-NoProfile", "-NonInteractive", "-Command", "exit 0")),
            _ => hasSqlite ? Clock.Time(() => Start("sqlite3", "-readonly", store.Path, Sql)) : TimeSpan.Zero);
        yield return new("d", "pwsh, import, first Get-VlanService", Result.Of(medians[0]), $"{Result.Of(medians[1])} bare pwsh",
            medians[0] / medians[1], null, null)
        { Measured = medians[0] };
        yield return new("d", "of that, import and first Get-VlanService", Result.Of(medians[0] - medians[1]),
            hasSqlite ? $"{Result.Of(medians[2])} sqlite3, same query" : "skipped: there is no sqlite3", null, null, null);
    }

    /// <summary>Where the build is that is measured.</summary>
    public static string Home { get; set; } = AppContext.BaseDirectory;

    /// <summary>The manifest of the module in this repository; null when it is not built.</summary>
    public static string? BuiltModule()
    {
        for (var folder = new DirectoryInfo(Home); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Allocation.psd1"))) continue;
            var built = Path.Combine(folder.FullName, "module", "bin", "Allocation.PowerShell.dll");
            return File.Exists(built) ? Path.Combine(folder.FullName, "Allocation.psd1") : null;
        }

        return null;
    }

    private static bool Runs(string program, string argument)
    {
        try
        {
            Start(program, argument);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}

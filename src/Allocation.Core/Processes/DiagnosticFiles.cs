using System.Globalization;

namespace Allocation.Core.Processes;

/// <summary>
/// The pipes and the socket in the temporary folder through which debuggers and tracers reach a .NET process. The runtime removes them
/// at its end, but not when it is killed; commands that are killed day by day would fill the folder.
/// </summary>
internal static class DiagnosticFiles
{
    private const string Wanted = "DOTNET_EnableDiagnostics";

    /// <summary>
    /// Removes those of this process, unless the variable <c>DOTNET_EnableDiagnostics</c> says that they are wanted. Linux only: elsewhere
    /// their names are not known.
    /// </summary>
    public static void Remove()
    {
        var folder = Path.GetTempPath();
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Wanted) is { Length: > 0 } || !Directory.Exists(folder))
            return;
        if (ProcessStat.Read(Environment.ProcessId) is not { } process) return;
        var mark = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{process.StartTicks}");
        foreach (var name in (string[])[$"clr-debug-pipe-{mark}-in", $"clr-debug-pipe-{mark}-out", $"dotnet-diagnostic-{mark}-socket"])
            File.Delete(Path.Combine(folder, name));
    }
}

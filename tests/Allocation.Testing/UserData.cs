namespace Allocation.Testing;

/// <summary>
/// The data folder of the user, in which the default store and the folder of hooks are. In a test process, and in what it starts, it is
/// a temporary folder, so that no test reads or writes what belongs to whoever runs the tests.
/// </summary>
public static class UserData
{
    // Where .NET looks for it on Linux. Other systems ask the operating system, which no variable leads elsewhere.
    private const string Variable = "XDG_DATA_HOME";

    private static string? s_folder;

    /// <summary>Whether this system lets a process choose the folder.</summary>
    public static bool CanBeMoved => OperatingSystem.IsLinux() || OperatingSystem.IsFreeBSD();

    /// <summary>The temporary folder; null in a process that is none of a test project.</summary>
    public static string? Folder => s_folder;

    /// <summary>Moves the folder, until this process ends.</summary>
    public static void Isolate()
    {
        var folder = Directory.CreateTempSubdirectory("allocation-user-");
        s_folder = folder.FullName;
        Environment.SetEnvironmentVariable(Variable, s_folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
    }
}

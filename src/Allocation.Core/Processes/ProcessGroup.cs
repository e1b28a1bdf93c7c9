using System.Globalization;
using System.Runtime.InteropServices;

namespace Allocation.Core.Processes;

/// <summary>All processes that one started, also those whose parents have ended. Unix only; on Windows there is no such thing.</summary>
internal static partial class ProcessGroup
{
    private const int KillSignal = 9;

    /// <summary>Whether any process of the group still runs.</summary>
    public static bool IsAlive(int group)
    {
        if (OperatingSystem.IsWindows()) return false;
        if (!OperatingSystem.IsLinux()) return Signal(-group, 0) == 0;
        return Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                ? ProcessStat.Read(id)
                : null)
            .Any(stat => stat is { IsOver: false } && stat.Group == group);
    }

    /// <summary>Ends all of them at once.</summary>
    public static void Kill(int group)
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(-group, KillSignal);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Allocation.Core.Processes;

/// <summary>
/// All processes that one started, also those whose parents have ended. Windows has no such group: there it is the process and what
/// it and its children started, as far as the one that started them still runs.
/// </summary>
internal static partial class ProcessGroup
{
    private const int KillSignal = 9;

    /// <summary>Whether any process of the group still runs, its first one aside on Windows.</summary>
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
        if (OperatingSystem.IsWindows()) KillTree(group);
        else _ = Signal(-group, KillSignal);
    }

    /// <summary>Ends a process and what it and its children started, as far as the one that started them still runs.</summary>
    public static void KillTree(int first)
    {
        try
        {
            using var process = Process.GetProcessById(first);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or a part of its tree, ended by itself meanwhile, or belongs to another user: whoever asks looks again.
            Trace.TraceInformation(gone.Message);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}

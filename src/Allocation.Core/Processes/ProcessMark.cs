using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Allocation.Core.Processes;

/// <summary>Tells a process from a later one that got the same number, and this machine from another of the same name.</summary>
internal static class ProcessMark
{
    /// <summary>This machine, this boot of it and this container: the range within which a process number means anything.</summary>
    public static string Host { get; } = FindHost();

    /// <summary>The mark of this process.</summary>
    public static string Own { get; } = Of(Environment.ProcessId) ?? "";

    /// <summary>The mark of a process of this machine; null when there is none, or only what is left of one that ended.</summary>
    public static string? Of(int processId)
    {
        if (OperatingSystem.IsLinux()) return ProcessStat.Read(processId) is { IsOver: false } stat ? stat.StartTicks : null;
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : MarkOf(process);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the process with that number and mark has ended. An empty mark fits every process. False also where that process may not
    /// be looked at: then only its heartbeat tells.
    /// </summary>
    public static bool HasEnded(int processId, string mark)
    {
        if (OperatingSystem.IsLinux())
        {
            return ProcessStat.Read(processId) is { } stat
                ? stat.IsOver || (mark.Length > 0 && stat.StartTicks != mark)
                : !Exists(processId);
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited || (mark.Length > 0 && MarkOf(process) != mark);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>
    /// How long the process with that number and mark has run, or what is left of its group. On Linux no clock that can be set has a
    /// part in it; elsewhere the system knows the start only by the clock of this machine. Null when it cannot be seen.
    /// </summary>
    public static TimeSpan? RunningFor(int processId, string mark)
    {
        if (OperatingSystem.IsLinux()) return ProcessStat.Since(mark);
        try
        {
            using var process = Process.GetProcessById(processId);
            return DateTime.Now - process.StartTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string FindHost()
    {
        if (!OperatingSystem.IsLinux()) return Environment.MachineName;
        var boot = ReadLine("/proc/sys/kernel/random/boot_id");
        var space = File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name ?? "";
        return $"{Environment.MachineName} {boot} {space}";
    }

    private static string ReadLine(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : "";

    private static string MarkOf(Process process) => process.StartTime.ToFileTimeUtc().ToString(CultureInfo.InvariantCulture);

    // Where the processes of other users are hidden, a signal of nothing still tells whether there is one of that number.
    private static bool Exists(int processId)
    {
        try
        {
            using var found = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Allocation.Core.Inventories;

/// <summary>Whether processes of this place live.</summary>
internal static class ProcessLife
{
    /// <summary>Where process ids mean the same: on Linux this boot and this id space, elsewhere this machine.</summary>
    public static string Place { get; } = OperatingSystem.IsLinux()
        ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() + "/" + (new FileInfo("/proc/self/ns/pid").LinkTarget ?? "")
        : Environment.MachineName;

    /// <summary>When this process started: clock ticks since boot on Linux, else ticks of UTC.</summary>
    public static long OwnStart { get; } = OperatingSystem.IsLinux() ? StartOnLinux(Environment.ProcessId) ?? 0 : OwnStartElsewhere();

    /// <summary>Whether the process that had that id and start is gone; false also where that may not be looked at.</summary>
    public static bool HasEnded(int process, long started) =>
        OperatingSystem.IsLinux() ? StartOnLinux(process) != started : HasEndedElsewhere(process, started);

    // .NET works the moment out from the present time, which a step of the clock would change. The kernel's own number never does.
    private static long? StartOnLinux(int process)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The name in parentheses may hold anything, so the fields are counted from the last parenthesis on: state is the third.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
    }

    private static long OwnStartElsewhere()
    {
        using var own = Process.GetCurrentProcess();
        return own.StartTime.ToUniversalTime().Ticks;
    }

    private static bool HasEndedElsewhere(int process, long started)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.HasExited || found.StartTime.ToUniversalTime().Ticks != started;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (Win32Exception)
        {
            // It is somebody else's, and we may not look: then only its heartbeat counts.
            return false;
        }
    }
}

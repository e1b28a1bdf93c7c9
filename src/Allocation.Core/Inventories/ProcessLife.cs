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
        OperatingSystem.IsLinux() ? HasEndedOnLinux(process, started) : HasEndedElsewhere(process, started);

    // Where processes of other users are hidden, a signal of nothing still tells whether there is one of that id; whether it is
    // the one that is meant cannot be known then.
    private static bool HasEndedOnLinux(int process, long started) =>
        ReadOnLinux(process) is { } stat ? IsOver(stat) || StartOf(stat) != started : !Exists(process);

    private static long? StartOnLinux(int process) => ReadOnLinux(process) is { } stat ? StartOf(stat) : null;

    // The name in parentheses may hold anything, so the fields are counted from the last parenthesis on: state is the third.
    private static string[]? ReadOnLinux(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsOver(string[] stat) => stat[0] is "Z" or "X";

    // .NET works the moment out from the present time, which a step of the clock would change. The kernel's own number never does.
    private static long StartOf(string[] stat) => long.Parse(stat[19], CultureInfo.InvariantCulture);

    private static bool Exists(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
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

using System.Globalization;

namespace Allocation.Core.Processes;

/// <summary>What Linux says about a process in <c>/proc/PID/stat</c>.</summary>
/// <param name="State">One letter; Z is a zombie.</param>
/// <param name="Group">Its process group.</param>
/// <param name="StartTicks">When it began, in ticks since the boot.</param>
internal sealed record ProcessStat(char State, int Group, string StartTicks)
{
    // USER_HZ, in which the kernel counts for programs; the same on every machine that .NET runs on.
    private const long TicksPerSecond = 100;

    /// <summary>Whether it has ended and only waits to be reaped.</summary>
    public bool IsOver => State is 'Z' or 'X' or 'x';

    /// <summary>Of a process; null when there is none.</summary>
    public static ProcessStat? Read(int processId) =>
        ReadLine(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat")) is { } line ? Parse(line) : null;

    /// <summary>
    /// How long ago that start was, by the counter of the kernel, which cannot be set. Null when the text is not a start, or when the
    /// kernel says nothing.
    /// </summary>
    public static TimeSpan? Since(string startTicks)
    {
        if (!long.TryParse(startTicks, CultureInfo.InvariantCulture, out var start) || Now() is not { } now) return null;
        return TimeSpan.FromSeconds((double)(now - start) / TicksPerSecond);
    }

    /// <summary>The umask of this process, in octal digits; empty where the kernel does not say it.</summary>
    public static string OwnUmask()
    {
        const string Field = "Umask:";
        const string Status = "/proc/self/status";
        return File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal))?[Field.Length..].Trim() ?? ""
            : "";
    }

    /// <summary>Of a line; null when it is none.</summary>
    public static ProcessStat? Parse(string line)
    {
        // The name of the program is in parentheses and may hold anything, so count from the last one.
        var end = line.LastIndexOf(')');
        if (end < 0) return null;
        var fields = line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && int.TryParse(fields[2], CultureInfo.InvariantCulture, out var group)
            ? new(fields[0][0], group, fields[19].Trim())
            : null;
    }

    // The start of a thread that begins now. /proc/uptime would be simpler, but in some containers it counts from their start, and the
    // ticks of processes from that of the machine.
    private static long? Now()
    {
        string? line = null;
        var thread = new Thread(() => line = ReadLine("/proc/thread-self/stat"), 128 * 1024) { Name = "Time since the boot" };
        thread.Start();
        thread.Join();
        return line is not null && Parse(line) is { } stat
            && long.TryParse(stat.StartTicks, CultureInfo.InvariantCulture, out var ticks) ? ticks : null;
    }

    private static string? ReadLine(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace Allocation.Core.Processes;

/// <summary>What Linux says about a process in <c>/proc/PID/stat</c>.</summary>
/// <param name="State">One letter; Z is a zombie.</param>
/// <param name="Group">Its process group.</param>
/// <param name="StartTicks">When it began, in ticks since the boot.</param>
internal sealed record ProcessStat(char State, int Group, string StartTicks)
{
    /// <summary>Whether it has ended and only waits to be reaped.</summary>
    public bool IsOver => State is 'Z' or 'X' or 'x';

    /// <summary>Of a process; null when there is none.</summary>
    public static ProcessStat? Read(int processId)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat")));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of a line; null when it is none.</summary>
    public static ProcessStat? Parse(string line)
    {
        // The name of the program stands in parentheses and may hold anything, so count from the last one.
        var end = line.LastIndexOf(')');
        if (end < 0) return null;
        var fields = line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && int.TryParse(fields[2], CultureInfo.InvariantCulture, out var group) ? new(fields[0][0], group, fields[19].Trim()) : null;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Allocation.Core.Processes;

/// <summary>A program that this process started, as another process of the same machine can find it again.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Mark">What distinguishes it from a later process of the same id; see <see cref="ProcessMark.Of"/>.</param>
/// <param name="LeadsGroup">Whether all that it starts belongs to its own process group.</param>
internal sealed record StartedProgram(int ProcessId, string Mark, bool LeadsGroup)
{
    /// <summary>Of a process that was just started; its mark is empty when it has ended already.</summary>
    public static StartedProgram Of(Process process, bool leadsGroup) => new(process.Id, ProcessMark.Of(process.Id) ?? "", leadsGroup);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is not such a text.</exception>
    public static StartedProgram Parse(string text)
    {
        var parts = text.Split('|');
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? new(process, parts[1], parts[2] == "group")
            : throw new FormatException($"'{text}' does not name a program.");
    }

    /// <summary>Whether it, or anything that it started in its group, still runs. On another machine than its own the answer means
    /// nothing.</summary>
    public bool IsAlive
    {
        get
        {
            if (Mark.Length == 0) return false;
            var mark = ProcessMark.Of(ProcessId);
            return mark == Mark || (mark is null && LeadsGroup && ProcessGroup.IsAlive(ProcessId));
        }
    }

    /// <summary>Ends it by force, with all that belongs to it, if it still runs.</summary>
    public void Kill()
    {
        if (!IsAlive) return;
        if (LeadsGroup) ProcessGroup.Kill(ProcessId);
        ProcessGroup.KillTree(ProcessId);
    }

    /// <summary>The text form, as it is stored.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ProcessId}|{Mark}|{(LeadsGroup ? "group" : "alone")}");
}

using System.Globalization;
using Allocation.Core.Processes;

namespace Allocation.Core.Hooks;

/// <summary>The files in the folder of a run.</summary>
internal static class HookFiles
{
    /// <summary>The process: its number, and a line that distinguishes it from a later one; made before the hook begins.</summary>
    public static string Process(string run) => Path.Combine(run, "process");

    /// <summary>Standard output, all of it.</summary>
    public static string Output(string run) => Path.Combine(run, "output");

    /// <summary>The exit status; made after the hook ended.</summary>
    public static string Status(string run) => Path.Combine(run, "status");

    public static string StatusText(int status) => status.ToString(CultureInfo.InvariantCulture) + "\n";

    public static string ProcessText(int process) => string.Create(CultureInfo.InvariantCulture, $"{process}\n{ProcessMark.Of(process)}\n");

    /// <summary>The status that was written; null when none was, or not all of it yet.</summary>
    public static int? ReadStatus(string run)
    {
        var text = ReadIfThere(Status(run));
        return text is not null && text.EndsWith('\n') && int.TryParse(text, CultureInfo.InvariantCulture, out var status) ? status : null;
    }

    /// <summary>The process that was written; null when none was, or not all of it yet.</summary>
    public static (int Id, string Mark)? ReadProcess(string run)
    {
        var lines = ReadIfThere(Process(run))?.Split('\n');
        if (lines is not [var id, var mark, ..] || !int.TryParse(id, CultureInfo.InvariantCulture, out var process)) return null;
        return (process, ProcessStat.Parse(mark)?.StartTicks ?? mark);
    }

    /// <summary>Claims, in the folder of a run that is there, that the hook never runs. False when its process was faster.</summary>
    public static bool Forbid(string run)
    {
        try
        {
            using var file = new FileStream(Process(run), FileMode.CreateNew, FileAccess.Write);
            return true;
        }
        catch (IOException) when (File.Exists(Process(run)))
        {
            return false;
        }
    }

    /// <summary>Whether a run has ended, or never began: its status is there, or no process was written.</summary>
    public static bool IsOver(string run) =>
        ReadStatus(run) is not null || ReadProcess(run) is not { } process || ProcessMark.HasEnded(process.Id, process.Mark);

    private static string? ReadIfThere(string path)
    {
        if (!File.Exists(path)) return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}

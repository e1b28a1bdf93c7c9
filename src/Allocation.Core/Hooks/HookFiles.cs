using System.Diagnostics;
using System.Globalization;
using Allocation.Core.Files;
using Allocation.Core.Processes;

namespace Allocation.Core.Hooks;

/// <summary>The files in the folder of a run.</summary>
internal static class HookFiles
{
    /// <summary>The process: its number, and a line that distinguishes it from a later one; made before the hook begins.</summary>
    public static string Process(string run) => Path.Combine(run, "process");

    /// <summary>Standard output, all of it.</summary>
    public static string Output(string run) => Path.Combine(run, "output");

    /// <summary>
    /// Standard error, on Windows only: a program there keeps others from writing a file that it writes, so the log of the resource gets it
    /// at the end. On Unix it goes into the log at once.
    /// </summary>
    public static string Errors(string run) => Path.Combine(run, "errors");

    /// <summary>The exit status; made after the hook ended.</summary>
    public static string Status(string run) => Path.Combine(run, "status");

    /// <summary>Made by whoever writes the output into the log.</summary>
    public static string Logged(string run) => Path.Combine(run, "logged");

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

    /// <summary>Claims that the hook never runs. False when its process was faster, and when the folder is gone.</summary>
    public static bool Forbid(string run) => TryClaim(Process(run));

    /// <summary>Claims, before its process is started, that the hook runs: the file for its process. Null when it must not run, and when
    /// the folder is gone.</summary>
    public static FileStream? Claim(string run) => Make(Process(run));

    /// <summary>
    /// Claims that the caller writes the output into the log. False when another reader does: the result of a run may be read by
    /// the process that ran it, by each manager that looks for what others left, and again after a store was away. False also when the
    /// folder is gone.
    /// </summary>
    public static bool ClaimLog(string run) => TryClaim(Logged(run));

    /// <summary>Whether a run has ended, or never began: its status is there, or no process was written.</summary>
    public static bool IsOver(string run) =>
        ReadStatus(run) is not null || ReadProcess(run) is not { } process || ProcessMark.HasEnded(process.Id, process.Mark);

    private static bool TryClaim(string file)
    {
        using var made = Make(file);
        return made is not null;
    }

    private static FileStream? Make(string file)
    {
        try
        {
            return new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
        catch (IOException claimed) when (FileErrors.AlreadyExists(claimed) || FileErrors.NotFound(claimed))
        {
            // Also when the folder is gone: whoever removed it had done all that was to do.
            Trace.TraceInformation(claimed.Message);
            return null;
        }
    }

    private static string? ReadIfThere(string path)
    {
        if (!File.Exists(path)) return null;
        return FileErrors.UnlessGone(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        });
    }
}

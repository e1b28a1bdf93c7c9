using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>
/// The names of files that are written beside another one before they take its place, <c>.NAME.ID.new</c>, and of what it was until they
/// have, <c>.NAME.ID.old</c>. A process that is killed leaves them; the next writer removes them.
/// </summary>
internal static class FileDraft
{
    private const string Ending = ".new";
    private const string KeptEnding = ".old";
    private const int IdLength = 32;

    // Far more than passes from making a draft to locking it.
    private static readonly TimeSpan s_beginning = TimeSpan.FromMinutes(1);

    // Longer than any report or export takes without writing a byte.
    private static readonly TimeSpan s_abandoned = TimeSpan.FromDays(1);

    /// <summary>A name that no other draft has, in the folder of the file.</summary>
    /// <param name="file">The full path of the file that it is to become.</param>
    public static string PathFor(string file) => Beside(file, Ending);

    /// <summary>A name for what the file is until another takes its place.</summary>
    /// <param name="file">The full path of the file.</param>
    public static string KeptFor(string file) => Beside(file, KeptEnding);

    /// <summary>What the file was when it was moved away last; null when nothing is left of it.</summary>
    /// <param name="file">The full path of the file.</param>
    public static string? LastKept(string file) => Of(file, KeptEnding).MaxBy(kept => kept.LastWriteTimeUtc)?.FullName;

    /// <summary>
    /// As <see cref="RemoveLeft"/>, for files that have no lock: a draft that was not written to for a minute goes when no living
    /// process has it open, and after a day where that cannot be known.
    /// </summary>
    /// <param name="file">The full path of the file.</param>
    public static void RemoveAbandoned(string file)
    {
        var now = DateTime.UtcNow;
        RemoveKept(file);
        foreach (var draft in Of(file, Ending))
        {
            if (draft.LastWriteTimeUtc < now - s_abandoned || (draft.LastWriteTimeUtc < now - s_beginning && !IsInUse(draft)))
                Remove(draft);
        }
    }

    /// <summary>
    /// Removes the drafts of a file that are left; one that we may not remove stays, because it is in no one's way. The caller must hold
    /// the lock that every writer of the file takes, so that no other draft is in use.
    /// </summary>
    /// <param name="file">The full path of the file.</param>
    public static void RemoveLeft(string file)
    {
        RemoveKept(file);
        foreach (var draft in Of(file, Ending)) Remove(draft);
    }

    // Looked for first: whoever moved one of these away and has the file back again needs it no more.
    private static void RemoveKept(string file)
    {
        var found = Of(file, KeptEnding).ToList();
        if (!File.Exists(file)) return;
        foreach (var kept in found) Remove(kept);
    }

    // Not by a pattern: the name may hold characters that mean something in one.
    private static IEnumerable<FileInfo> Of(string file, string ending)
    {
        var beginning = Beginning(file);
        return new DirectoryInfo(Path.GetDirectoryName(file)!).EnumerateFiles()
            .Where(draft => draft.Name.Length == beginning.Length + IdLength + ending.Length
            && draft.Name.StartsWith(beginning, StringComparison.Ordinal)
            && draft.Name.EndsWith(ending, StringComparison.Ordinal)
            && Guid.TryParseExact(draft.Name.AsSpan(beginning.Length, IdLength), "N", out _));
    }

    // Its writer holds a lock on it until its end. On Windows a file that is open cannot be removed.
    private static bool IsInUse(FileInfo draft)
    {
        if (OperatingSystem.IsWindows()) return false;
        if (Flock.TryOpen(draft.FullName) is not { } file) return true;
        using (file)
        {
            try
            {
                return !Flock.TryTake(file);
            }
            catch (IOException noLocks)
            {
                Trace.TraceInformation(noLocks.Message);
                return true;
            }
        }
    }

    /// <summary>Says, until the draft is closed, that its writer lives; where files cannot be locked nothing is said.</summary>
    internal static void Hold(SafeFileHandle draft)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            // The runtime's own lock of a stream is left out on network file systems.
            _ = Flock.TryTake(draft);
        }
        catch (IOException noLocks)
        {
            Trace.TraceInformation(noLocks.Message);
        }
    }

    /// <summary>Removes one; what we may not remove stays, because it is in no one's way.</summary>
    internal static void Remove(FileInfo draft)
    {
        try
        {
            draft.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In a shared folder any user can make a file of such a name; that must not keep us from writing.
            Trace.TraceInformation(e.Message);
        }
    }

    private static string Beside(string file, string ending) =>
        Path.Combine(Path.GetDirectoryName(file)!, Beginning(file) + Guid.NewGuid().ToString("N") + ending);

    private static string Beginning(string file) => $".{Path.GetFileName(file)}.";
}

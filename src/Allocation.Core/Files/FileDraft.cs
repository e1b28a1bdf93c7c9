using System.Diagnostics;

namespace Allocation.Core.Files;

/// <summary>
/// The names of files that are written beside another one before they take its place: <c>.NAME.ID.new</c>. A process that is
/// killed leaves its draft; the next writer removes it.
/// </summary>
internal static class FileDraft
{
    private const string Ending = ".new";
    private const int IdLength = 32;

    /// <summary>A name that no other draft has, in the folder of the file.</summary>
    /// <param name="file">The full path of the file that it is to become.</param>
    public static string PathFor(string file) => Path.Combine(Path.GetDirectoryName(file)!, Beginning(file) + Guid.NewGuid().ToString("N") + Ending);

    /// <summary>Removes the drafts of a file that are left; one that we may not remove stays, because it is in nobody's way.</summary>
    /// <param name="file">The full path of the file.</param>
    /// <param name="unwrittenFor">
    /// Drafts that were written to within this time stay. Zero where the caller holds the lock that every writer of the file
    /// takes, so that no other draft is in use.
    /// </param>
    public static void RemoveLeft(string file, TimeSpan unwrittenFor)
    {
        var latest = DateTime.UtcNow - unwrittenFor;
        var beginning = Beginning(file);

        // Not by a pattern: the name may hold characters that mean something in one.
        foreach (var draft in new DirectoryInfo(Path.GetDirectoryName(file)!).EnumerateFiles())
        {
            if (draft.Name.Length == beginning.Length + IdLength + Ending.Length
                && draft.Name.StartsWith(beginning, StringComparison.Ordinal)
                && draft.Name.EndsWith(Ending, StringComparison.Ordinal)
                && Guid.TryParseExact(draft.Name.AsSpan(beginning.Length, IdLength), "N", out _)
                && (unwrittenFor == TimeSpan.Zero || draft.LastWriteTimeUtc < latest)) Remove(draft);
        }
    }

    private static void Remove(FileInfo draft)
    {
        try
        {
            draft.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In a shared folder anybody can make a file of such a name; that must not keep us from writing.
            Trace.TraceInformation(e.Message);
        }
    }

    private static string Beginning(string file) => $".{Path.GetFileName(file)}.";
}

namespace Allocation.Core.Files;

/// <summary>Where a person asked to write something: a report, an export.</summary>
internal static class OutputFile
{
    private static readonly string[] s_descriptors = ["/dev/fd/", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/proc/self/fd/"];

    /// <summary>
    /// Writes a file, which is replaced as a whole and is for its owner only. A character device, and what the process has open
    /// already (<c>/dev/stdout</c>), is written to. A named pipe is refused rather than waited for.
    /// </summary>
    /// <param name="path">Where; from the current folder when it is not rooted.</param>
    /// <param name="write">Writes all of the content.</param>
    /// <exception cref="NotDurableException">The content is there, but perhaps not on the disk.</exception>
    /// <exception cref="IOException">It cannot be written; a file that was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; a file that was there is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        path = Path.GetFullPath(path);
        if (IsDescriptor(path) || PathProbe.Of(path) == PathKind.CharacterDevice)
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            Spool.Through(device, write);
            return;
        }

        PathProbe.RequireFile(path);
        if (Path.GetDirectoryName(path) is { } folder && PathProbe.Of(folder) == PathKind.Missing)
            throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{folder}'");
        FileDraft.RemoveAbandoned(path);
        AtomicFile.Renew(path, write);
    }

    private static bool IsDescriptor(string path) =>
        !OperatingSystem.IsWindows() && s_descriptors.Any(d => d.EndsWith('/') ? path.StartsWith(d, StringComparison.Ordinal) : path == d);
}

namespace Allocation.Core.Files;

/// <summary>Replaces a file so that every reader, and a machine that lost its power, sees the old content or the new one, never
/// half.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes beside the file, flushes to the disk, renames over it, flushes the folder. For files that are shared: keeps the owner, group
    /// and permissions of the file that is there, which a user gave it, and follows a link to what it points to.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of the new content.</param>
    /// <param name="newFileMode">The permissions of a file that was not there, where the system has such.</param>
    /// <param name="removeLeft">
    /// Whether to remove what writers left that were killed. The caller must hold the lock that every writer of the file takes.
    /// </param>
    /// <param name="swap">How the new file gets the name; null for the way of this system.</param>
    /// <exception cref="NotDurableException">The new content is there, but perhaps not on the disk.</exception>
    /// <exception cref="IOException">
    /// It cannot be written, or is not a file; what was there is still there, or beside it as the message says.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode newFileMode, bool removeLeft = false,
        FileSwap? swap = null)
    {
        var target = Target(path);
        PathProbe.RequireFile(target);
        if (removeLeft) FileDraft.RemoveLeft(target);
        var wasThere = File.Exists(target);
        var draft = FileDraft.PathFor(target);
        try
        {
            using (var file = Create(draft, newFileMode))
            {
                // Not at creation, where the process's umask would take some of the permissions away.
                if (!OperatingSystem.IsWindows()) PathProbe.OwnerOf(target)?.GiveTo(file.SafeFileHandle, target);
                file.Write(content);
                DiskFlush.File(file);
            }

            Place(draft, target, swap);
        }
        catch
        {
            Discard(draft, target, wasThere);
            throw;
        }

        FlushName(target);
    }

    /// <summary>
    /// As <see cref="Replace"/>, for a file that is made anew each time: its owner alone can read it, whatever was there before,
    /// and a link is replaced like a file, so that a user who may write to the folder does not decide where the content goes.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes all of the content; when it fails, the old content is still there.</param>
    /// <exception cref="NotDurableException">The new content is there, but perhaps not on the disk.</exception>
    /// <exception cref="IOException">It cannot be written, or is not a file; what was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old content is still there.</exception>
    public static void Renew(string path, Action<Stream> write)
    {
        PathProbe.RequireFile(path);
        var wasThere = File.Exists(path);
        var draft = FileDraft.PathFor(path);
        try
        {
            using (var file = Create(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite))
            {
                FileDraft.Hold(file.SafeFileHandle);
                write(file);
                DiskFlush.File(file);

                // While it is held; Windows renames no file that is open.
                if (!OperatingSystem.IsWindows()) Place(draft, path, swap: null);
            }

            if (OperatingSystem.IsWindows()) Place(draft, path, swap: null);
        }
        catch
        {
            Discard(draft, path, wasThere);
            throw;
        }

        FlushName(path);
    }

    /// <summary>
    /// Refuses a file that belongs to another user and would be ours after <see cref="Replace"/>, before anything else is done.
    /// </summary>
    /// <param name="path">The file; one that is not there will be ours.</param>
    /// <exception cref="UnauthorizedAccessException">Only its owner and root may write it; the message says who that is.</exception>
    /// <exception cref="IOException">Nothing can be written in its folder.</exception>
    public static void RequireKeepsOwner(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var target = Target(path);
        if (PathProbe.OwnerOf(target) is not { } owner || owner.User == FileOwner.CurrentUser()) return;

        // Tried, not reckoned: some file systems have one owner for all files.
        var draft = FileDraft.PathFor(target);
        try
        {
            using var file = Create(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            owner.GiveTo(file.SafeFileHandle, target);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>
    /// Puts back what a writer moved away that was killed before the new file had the name, as can be on Windows. The caller must hold
    /// the lock that every writer of the file takes.
    /// </summary>
    /// <param name="path">The file; nothing is done when it is there.</param>
    /// <exception cref="IOException">It cannot be put back.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be put back.</exception>
    public static void PutBack(string path)
    {
        var target = Target(path);
        if (PathProbe.Of(target) == PathKind.Missing && FileDraft.LastKept(target) is { } kept) File.Move(kept, target, overwrite: false);
    }

    private static string Target(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static FileStream Create(string draft, UnixFileMode mode)
    {
        // The file that it replaces keeps its rights.
        if (OperatingSystem.IsWindows()) return OwnerOnly.New(draft);
        return new(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
    }

    private static void Place(string draft, string target, FileSwap? swap)
    {
        if (swap is null && OperatingSystem.IsWindows()) swap = FileSwap.Windows;
        if (swap is null) File.Move(draft, target, overwrite: true);
        else swap.Place(draft, target);
    }

    // Where the file was there and is gone, its draft may be all that is left of it.
    private static void Discard(string draft, string target, bool wasThere)
    {
        if (!wasThere || File.Exists(target)) File.Delete(draft);
    }

    private static void FlushName(string target)
    {
        try
        {
            DiskFlush.Folder(Path.GetDirectoryName(target)!);
        }
        catch (IOException e)
        {
            throw new NotDurableException(target, e);
        }
    }
}

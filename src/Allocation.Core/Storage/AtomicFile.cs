using System.Runtime.InteropServices;

namespace Allocation.Core.Storage;

/// <summary>Replaces a file so that every reader, and a machine that lost its power, sees the old content or the new one, never half.</summary>
public static partial class AtomicFile
{
    /// <summary>
    /// Writes beside the file, flushes to the disk, renames over it, flushes the folder. Keeps the permissions of the file
    /// that is there; follows a link to what it points to.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of the new content.</param>
    /// <param name="newFileMode">The permissions of a file that was not there, where the system has such.</param>
    /// <exception cref="IOException">It cannot be written; the old content is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode newFileMode) => Replace(path, content, null, newFileMode);

    /// <summary>As <see cref="Replace(string, ReadOnlySpan{byte}, UnixFileMode)"/>, for content that is too much to hold.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes all of the new content; when it fails, the old content is still there.</param>
    /// <param name="newFileMode">The permissions of a file that was not there, where the system has such.</param>
    /// <exception cref="IOException">It cannot be written; the old content is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old content is still there.</exception>
    public static void Replace(string path, Action<Stream> write, UnixFileMode newFileMode) => Replace(path, [], write, newFileMode);

    /// <summary>Makes the names of the files in a folder last: a rename is only as lasting as the folder's own entry.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be flushed.</exception>
    public static void FlushFolder(string folder)
    {
        // Windows keeps names in its journal and has no such call.
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, flags: 0);
        if (handle < 0) throw new IOException($"The folder '{folder}' cannot be opened to flush it (errno {Marshal.GetLastPInvokeError()}).");
        var result = Fsync(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (result != 0) throw new IOException($"The folder '{folder}' cannot be flushed (errno {error}).");
    }

    private static void Replace(string path, ReadOnlySpan<byte> content, Action<Stream>? write, UnixFileMode newFileMode)
    {
        var target = Target(path);
        var folder = Path.GetDirectoryName(target)!;
        var fresh = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.new");
        try
        {
            Write(fresh, content, write, target, newFileMode);
            // On Windows, Replace keeps who may read the file; Move would give the rights of the folder.
            if (OperatingSystem.IsWindows() && File.Exists(target)) File.Replace(fresh, target, null);
            else File.Move(fresh, target, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }

        FlushFolder(folder);
    }

    private static string Target(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static void Write(string fresh, ReadOnlySpan<byte> content, Action<Stream>? write, string target, UnixFileMode newFileMode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = newFileMode;
        using var file = new FileStream(fresh, options);
        // Not at creation, where the process's umask would take some of them away.
        if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
        if (write is null) file.Write(content);
        else write(file);
        file.Flush(flushToDisk: true);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}

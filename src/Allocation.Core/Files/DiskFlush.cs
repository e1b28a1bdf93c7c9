using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>
/// Waits until what was written is on the disk, and says so when it is not. <see cref="FileStream.Flush(bool)"/> does not: it
/// ignores what the system answers.
/// </summary>
internal static partial class DiskFlush
{
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;
    private const int FullSync = 51;

    /// <summary>Flushes a stream and its file.</summary>
    /// <exception cref="IOException">The content may not be on the disk.</exception>
    public static void File(FileStream file)
    {
        file.Flush();
        var done = OperatingSystem.IsWindows() ? FlushFileBuffers(file.SafeFileHandle) : Sync(file.SafeFileHandle) == 0;
        if (!done) throw Failed(file.Name, Marshal.GetLastPInvokeError());
    }

    /// <summary>Makes the names of the files in a folder last: a rename is only as lasting as the folder's own entry.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be flushed.</exception>
    public static void Folder(string folder)
    {
        // Windows keeps names in its journal and has no such call.
        if (OperatingSystem.IsWindows()) return;
        using var handle = Open(folder, flags: 0);
        if (handle.IsInvalid) throw Failed(folder, Marshal.GetLastPInvokeError());

        // Some file systems, mostly on the network, have no flush for folders; there is nothing to wait for then.
        if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument) throw Failed(folder, error);
    }

    private static IOException Failed(string path, int error) =>
        new($"'{path}' cannot be flushed to the disk ({Marshal.GetPInvokeErrorMessage(error)})");

    private static int Sync(SafeFileHandle handle)
    {
        // On macOS fsync leaves the content in the cache of the disk; only some file systems have the call that does not.
        if (OperatingSystem.IsMacOS() && Fcntl(handle, FullSync) == 0) return 0;
        int result;
        do
        {
            result = Fsync(handle);
        }
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(SafeFileHandle handle);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Fcntl(SafeFileHandle handle, int command);

    [DllImport("kernel32", EntryPoint = "FlushFileBuffers", SetLastError = true)]
    private static extern bool FlushFileBuffers(SafeFileHandle handle);
}

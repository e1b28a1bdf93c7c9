using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>The system's own lock of a file, flock(2); Unix only. Closing the file ends it, and so does the end of the process.</summary>
internal static partial class Flock
{
    // Flags of the runtime's own call: read and write, not inherited, made when missing.
    private const int ReadWriteCreate = 0x2 | 0x10 | 0x20;
    private const int ReadOnly = 0x10;
    private const int AnybodyReadsAndWrites = 0x1B6;

    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;
    private const int Interrupted = 4;

    // AT_FDCWD and AT_SYMLINK_NOFOLLOW of Linux.
    private const int InThisFolder = -100;
    private const int NoLink = 0x100;

    /// <summary>
    /// Opens a lock file, and makes it when it is missing. Not by a stream: the runtime takes its own lock for each, with which those who
    /// wait would be in the way of those who hold.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or is a folder.</exception>
    public static SafeFileHandle Open(string path, UnixFileMode? newFileMode) =>
        Open(path, ReadWriteCreate, (int?)newFileMode ?? AnybodyReadsAndWrites);

    /// <summary>Opens a lock file to look at it; null when it is not there or may not be read.</summary>
    public static SafeFileHandle? TryOpen(string path)
    {
        var file = Call(path, ReadOnly, 0);
        if (!file.IsInvalid) return file;
        file.Dispose();
        return null;
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <exception cref="IOException">The file system has no such locks.</exception>
    public static bool TryTake(SafeFileHandle file) => Lock(file, Exclusive | WithoutWaiting);

    /// <summary>Waits for the lock. The system wakes one waiter when it comes free, in the order in which they came.</summary>
    /// <exception cref="IOException">The file system has no such locks.</exception>
    public static void Take(SafeFileHandle file)
    {
        while (!Lock(file, Exclusive))
        {
            // A signal broke the wait off.
        }
    }

    /// <summary>Sets the time of the file to now. Unlike any other time, this one may be set by everybody who may write to the
    /// file.</summary>
    public static void Touch(SafeFileHandle file) => _ = SetTimes(file, IntPtr.Zero);

    /// <summary>Sets the time of a file to now, if it is there and may be written; Linux only. A link is not followed.</summary>
    public static void Touch(string path) => _ = SetTimes(InThisFolder, path, IntPtr.Zero, NoLink);

    private static SafeFileHandle Open(string path, int flags, int mode)
    {
        while (true)
        {
            var file = Call(path, flags, mode);
            if (!file.IsInvalid) return file;
            var error = Marshal.GetLastPInvokeError();
            file.Dispose();
            if (error == Interrupted) continue;
            var message = $"'{path}' cannot be opened ({Marshal.GetPInvokeErrorMessage(error)}{Owner(path, error)})";

            // EPERM, EACCES, EISDIR.
            throw error is 1 or 13 or 21 ? new UnauthorizedAccessException(message) : new IOException(message, new Win32Exception(error));
        }
    }

    // EACCES.
    private static string Owner(string path, int error) =>
        error == 13 && PathProbe.OwnerOf(path) is { } owner && owner.User != FileOwner.CurrentUser()
        ? $": it belongs to user {owner.User} and has the mode {Convert.ToString((int)owner.Mode, 8)}; it gets the group and mode of the " +
            "file that it guards when that user or root next writes"
        : "";

    private static bool Lock(SafeFileHandle file, int operation)
    {
        if (Call(file, operation) == 0) return true;
        var error = Marshal.GetLastPInvokeError();

        // EWOULDBLOCK: 11 on Linux, 35 on macOS.
        if (error is Interrupted or 11 or 35) return false;
        throw new IOException($"the file system cannot lock files ({Marshal.GetPInvokeErrorMessage(error)})", new Win32Exception(error));
    }

    // The C library's own takes its third argument in another place on some machines.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Open", SetLastError = true)]
    private static extern SafeFileHandle Call([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Call(SafeFileHandle file, int operation);

    [DllImport("libc", EntryPoint = "futimens", SetLastError = true)]
    private static extern int SetTimes(SafeFileHandle file, IntPtr now);

    [DllImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    private static extern int SetTimes(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, IntPtr now, int flags);
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>Who owns a file and who may use it; Unix only. On Windows the system keeps that when a file is replaced.</summary>
/// <param name="User">The number of the user.</param>
/// <param name="Group">The number of the group.</param>
/// <param name="Mode">The permissions.</param>
internal sealed partial record FileOwner(uint User, uint Group, UnixFileMode Mode)
{
    private const uint Unchanged = uint.MaxValue;

    private const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Gives a new file, which is to take the place of a file, its owner, group and permissions.</summary>
    /// <param name="draft">The new file.</param>
    /// <param name="target">The file whose owner this is.</param>
    /// <exception cref="UnauthorizedAccessException">Only its owner and root can do that.</exception>
    public void GiveTo(SafeFileHandle draft, string target)
    {
        if (OperatingSystem.IsWindows()) return;
        var now = PathProbe.OwnerOf(draft);
        var isGiven = (now.User == User && now.Group == Group)
            || Change(draft, now.User == User ? Unchanged : User, now.Group == Group ? Unchanged : Group) == 0;
        if (!isGiven)
        {
            throw new UnauthorizedAccessException($"'{target}' belongs to user {User} and group {Group}, and a file of user {now.User} " +
                $"would take its place; it must be written by user {User} as a member of the group, or by root");
        }

        // Not before: a change of the owner takes some permissions away.
        File.SetUnixFileMode(draft, Mode);
    }

    /// <summary>
    /// Lets all users use a lock file who may use the file that it guards. No user loses a right, and nothing is done with a lock
    /// file of another user.
    /// </summary>
    /// <param name="lockFile">The open lock file.</param>
    public void Share(SafeFileHandle lockFile)
    {
        if (OperatingSystem.IsWindows()) return;
        var now = PathProbe.OwnerOf(lockFile);
        var mode = now.Mode | (Mode & ReadAndWrite);
        if (now.User != User && CurrentUser() == 0 && Change(lockFile, User, Unchanged) != 0) return;
        if (now.Group != Group && now.User == CurrentUser() && Change(lockFile, Unchanged, Group) != 0) return;
        if (mode != now.Mode && (now.User == CurrentUser() || CurrentUser() == 0)) File.SetUnixFileMode(lockFile, mode);
    }

    /// <summary>The user as whom this process opens files.</summary>
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    public static extern uint CurrentUser();

    [DllImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static extern int Change(SafeFileHandle file, uint user, uint group);
}

using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Allocation.Core.Files;

/// <summary>Files and folders that only their owner can read, whatever the umask is, from the moment they are there.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    /// <summary>Makes a folder. One that is there, on Unix, loses the rights of others.</summary>
    /// <exception cref="IOException">It cannot be made; its parent must be there.</exception>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            MakeFolderOnWindows(path);
            return;
        }

        while (!Directory.Exists(path))
        {
            try
            {
                Directory.CreateDirectory(path, Folder);
            }
            catch (IOException made) when (FileErrors.AlreadyExists(made) && IsFree(path))
            {
                // Another process has made it, and moved it away again.
                Trace.TraceInformation(made.Message);
            }
        }

        if (System.IO.File.GetUnixFileMode(path) != Folder) System.IO.File.SetUnixFileMode(path, Folder);
    }

    /// <summary>Makes an empty file, or leaves the content of one that is there, which on Unix loses the rights of others.</summary>
    /// <exception cref="IOException">It cannot be made, or is a link: another user may have put it there to have another file
    /// written.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public static void MakeFile(string path) => KeepForOwner(path, FileMode.OpenOrCreate);

    /// <summary>Takes, on Unix, the rights of others from a file. Does nothing when it is not there any more.</summary>
    /// <exception cref="IOException">It cannot be opened, or is a link.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public static void RestrictFile(string path) => FileErrors.UnlessGone(() =>
    {
        if (OperatingSystem.IsWindows()) RefuseLink(path);
        else KeepForOwner(path, FileMode.Open);
        return true;
    });

    /// <summary>Makes a file that must not be there, and opens it for writing.</summary>
    /// <exception cref="IOException">It is there, or cannot be made.</exception>
    public static FileStream New(string path)
    {
        if (OperatingSystem.IsWindows()) return NewOnWindows(path);
        return new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = File });
    }

    [SupportedOSPlatform("windows")]
    private static FileStream NewOnWindows(string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        var rights = new FileSecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rights.AddAccessRule(new(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.Read, 4096, FileOptions.None, rights);
    }

    private static void KeepForOwner(string path, FileMode mode)
    {
        RefuseLink(path);
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode == FileMode.OpenOrCreate) options.UnixCreateMode = File;
        using var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows() && System.IO.File.GetUnixFileMode(file.SafeFileHandle) != File)
            System.IO.File.SetUnixFileMode(file.SafeFileHandle, File);
    }

    // A link that leads nowhere is in the way as well.
    private static bool IsFree(string path) => !System.IO.File.Exists(path) && new FileInfo(path).LinkTarget is null;

    private static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) throw new IOException($"'{path}' must not be a link.");
    }

    // What is made in it later inherits the rights.
    [SupportedOSPlatform("windows")]
    private static void MakeFolderOnWindows(string path)
    {
        if (Directory.Exists(path)) return;
        using var user = WindowsIdentity.GetCurrent();
        var rights = new DirectorySecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rights.AddAccessRule(new(user.User!, FileSystemRights.FullControl,
            InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        new DirectoryInfo(path).Create(rights);
    }
}

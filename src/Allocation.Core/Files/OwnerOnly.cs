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
        if (OperatingSystem.IsWindows()) MakeFolderOnWindows(path);
        else
        {
            if (!Directory.Exists(path)) Directory.CreateDirectory(path, Folder);
            Restrict(path, Folder);
        }
    }

    /// <summary>Makes an empty file, or leaves the content of one that is there, which on Unix loses the rights of others.</summary>
    /// <exception cref="IOException">It cannot be made, or is a link: another user may have put it there to have another file
    /// written.</exception>
    public static void MakeFile(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) throw new IOException($"'{path}' must not be a link.");
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File;
        new FileStream(path, options).Dispose();
        if (!OperatingSystem.IsWindows()) Restrict(path, File);
    }

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

    [UnsupportedOSPlatform("windows")]
    private static void Restrict(string path, UnixFileMode mode)
    {
        if (System.IO.File.GetUnixFileMode(path) != mode) System.IO.File.SetUnixFileMode(path, mode);
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

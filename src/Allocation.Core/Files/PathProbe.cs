using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>
/// Looks at what is under a path without opening it. <see cref="File.Exists"/> answers yes for devices and pipes; opening a
/// pipe waits for its other end, and renaming over a device removes it.
/// </summary>
internal static partial class PathProbe
{
    private const int Looks = 4;

    // The runtime's own type bits, which are those of every Unix.
    private const int TypeMask = 0xF000;

    // EACCES, the same number on every Unix.
    private const int AccessDenied = 13;

    /// <summary>What is there now.</summary>
    /// <param name="path">A rooted path.</param>
    public static PathKind Of(string path)
    {
        if (OperatingSystem.IsWindows()) return OfWindows(path);
        if (Stat(path, out var status) != 0) return Marshal.GetLastPInvokeError() == AccessDenied ? PathKind.Closed : PathKind.Missing;
        return (status.Mode & TypeMask) switch
        {
            0x4000 => PathKind.Folder,
            0x2000 => PathKind.CharacterDevice,
            0x6000 => PathKind.BlockDevice,
            0x1000 => PathKind.Pipe,
            0xC000 => PathKind.Socket,
            _ => PathKind.File,
        };
    }

    /// <summary>Refuses what cannot be a file of ours; a path under which nothing is yet is fine.</summary>
    /// <exception cref="IOException">A folder, a device, a pipe or a socket is there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder on the way may not be searched.</exception>
    public static void RequireFile(string path)
    {
        var kind = Of(path);
        if (kind == PathKind.Closed) throw new UnauthorizedAccessException($"'{path}' is {Describe(kind)}");
        if (kind is not (PathKind.Missing or PathKind.File)) throw new IOException($"'{path}' is {Describe(kind)}; it must be a file");
    }

    /// <summary>The kind as it reads in a sentence: <c>a folder</c>.</summary>
    public static string Describe(PathKind kind) => kind switch
    {
        PathKind.Missing => "missing",
        PathKind.Closed => "in a folder that may not be searched (permission denied)",
        PathKind.File => "a file",
        PathKind.Folder => "a folder",
        PathKind.CharacterDevice => "a device",
        PathKind.BlockDevice => "a disk",
        PathKind.Pipe => "a named pipe",
        PathKind.Socket => "a socket",
    };

    /// <summary>Whether an open file is the one that is now under a path; Unix only.</summary>
    internal static bool IsSame(SafeFileHandle file, string path)
    {
        // Others set the time of a lock file. If that happens between the two questions, the next answers are the same again.
        for (var attempt = 0; attempt < Looks; attempt++)
        {
            if (LooksSame(file, path)) return true;
        }

        return false;
    }

    private static bool LooksSame(SafeFileHandle file, string path)
    {
        // All that the system says of them, so that it does not matter which field is the number of the file.
        if (FStat(file, out var open) != 0 || Stat(path, out var named) != 0) return false;
        return MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in open, 1))
            .SequenceEqual(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in named, 1)));
    }

    /// <summary>Who owns what is under a path; null when nothing is there. Unix only.</summary>
    internal static FileOwner? OwnerOf(string path) => Stat(path, out var status) == 0 ? OwnerOf(status) : null;

    /// <summary>Who owns an open file; Unix only.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    internal static FileOwner OwnerOf(SafeFileHandle file) => FStat(file, out var status) == 0
        ? OwnerOf(status)
        : throw new IOException($"the owner of a file cannot be read ({Marshal.GetLastPInvokeErrorMessage()})");

    private static FileOwner OwnerOf(in Status status) => new(status.User, status.Group, (UnixFileMode)(status.Mode & ~TypeMask));

    // Full paths of devices there are \\.\NUL, \\.\COM1; pipes are \\.\pipe\NAME.
    private static PathKind OfWindows(string path)
    {
        if (path.StartsWith(@"\\.\pipe\", StringComparison.OrdinalIgnoreCase)) return PathKind.Pipe;
        if (path.StartsWith(@"\\.\", StringComparison.Ordinal)) return PathKind.CharacterDevice;
        if (Directory.Exists(path)) return PathKind.Folder;
        return File.Exists(path) ? PathKind.File : PathKind.Missing;
    }

    // The runtime's own stat: that of the C library differs in name and layout from system to system. Its first four fields
    // have been the same since .NET Core 1.0; the rest is room for what follows them.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out Status status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat", SetLastError = true)]
    private static extern int FStat(SafeFileHandle file, out Status status);

    [StructLayout(LayoutKind.Sequential, Size = 512)]
    private struct Status
    {
        public int Flags;
        public int Mode;
        public uint User;
        public uint Group;
    }
}

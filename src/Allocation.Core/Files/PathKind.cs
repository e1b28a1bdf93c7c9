namespace Allocation.Core.Files;

/// <summary>What is under a path, links followed.</summary>
internal enum PathKind
{
    /// <summary>Nothing, or nothing that can be seen: a folder on the way is missing or closed to us, or a link leads nowhere.</summary>
    Missing,

    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A character device, such as <c>/dev/null</c> or a terminal; <c>NUL</c> on Windows.</summary>
    CharacterDevice,

    /// <summary>A disk as a whole.</summary>
    BlockDevice,

    /// <summary>A named pipe: opening it waits for another process.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,
}

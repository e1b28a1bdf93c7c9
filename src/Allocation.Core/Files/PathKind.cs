namespace Allocation.Core.Files;

/// <summary>What is under a path, links followed.</summary>
internal enum PathKind
{
    /// <summary>Nothing: it or a folder on the way is missing, or a link leads nowhere.</summary>
    Missing,

    /// <summary>Unknown: a folder on the way may not be searched. Unix only; Windows does not tell it from what is missing.</summary>
    Closed,

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

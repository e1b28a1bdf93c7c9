namespace Allocation.Core.Files;

/// <summary>Says whether a path was there when an error of the file system happened. A check afterwards can find something else, because
/// another process may have made or removed it.</summary>
internal static class FileErrors
{
    private const int UnixExists = 17;
    private const int WindowsFileExists = unchecked((int)0x80070050);
    private const int WindowsAlreadyExists = unchecked((int)0x800700B7);

    /// <summary>Whether it says that the file, or a folder on its path, was not there.</summary>
    public static bool NotFound(Exception error) => error is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Whether it says that something of that name was there although it was to be made (EEXIST, the same number on Linux and
    /// macOS; ERROR_FILE_EXISTS and ERROR_ALREADY_EXISTS).</summary>
    public static bool AlreadyExists(Exception error) => error is IOException
        && (OperatingSystem.IsWindows() ? error.HResult is WindowsFileExists or WindowsAlreadyExists : error.HResult == UnixExists);
}

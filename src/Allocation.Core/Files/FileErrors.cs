using System.Diagnostics;

namespace Allocation.Core.Files;

/// <summary>Reads errors of the file system. They say whether a path was there; a check afterwards can find something else, because
/// another process may have made or removed it.</summary>
internal static class FileErrors
{
    private const int UnixExists = 17;
    private const int WindowsFileExists = 80;
    private const int WindowsAlreadyExists = 183;

    /// <summary>Whether it says that the file, or a folder on its path, was not there.</summary>
    public static bool NotFound(Exception error) => error is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Whether it says that something of that name was there although it was to be made (EEXIST, the same number on Linux and
    /// macOS; ERROR_FILE_EXISTS and ERROR_ALREADY_EXISTS).</summary>
    public static bool AlreadyExists(Exception error) => error is IOException
        && (OperatingSystem.IsWindows() ? WindowsCode(error) is WindowsFileExists or WindowsAlreadyExists : error.HResult == UnixExists);

    /// <summary>Does something with a path that another process may remove meanwhile.</summary>
    /// <returns>What it gives; the default when the path was gone.</returns>
    public static T? UnlessGone<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (IOException gone) when (NotFound(gone))
        {
            Trace.TraceInformation(gone.Message);
            return default;
        }
    }

    /// <summary>The number of the error of Windows; 0 when it says none. Those of other systems are not told apart from it by the number
    /// alone.</summary>
    public static int WindowsCode(Exception error) =>
        error is IOException or UnauthorizedAccessException && (error.HResult & 0xFFFF0000) == 0x80070000 ? error.HResult & 0xFFFF : 0;
}

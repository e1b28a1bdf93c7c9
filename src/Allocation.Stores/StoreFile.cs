using System.Diagnostics;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores;

/// <summary>
/// The file of a store before anything opens it. It is only ever made here, never opened: closing any descriptor of a
/// SQLite database would release the locks that SQLite holds on it in the same process (POSIX advisory locks).
/// </summary>
internal static class StoreFile
{
    /// <summary>Makes an empty file that only its owner can read, unless there is one. Any number of processes may do so at once.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be made: the folder is missing or may not be written, or it is a folder
    /// itself.</exception>
    public static void Ensure(StoreUri store)
    {
        if (IsThere(store)) return;
        try
        {
            Make(store.Location);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(), error.Message, error);
        }
    }

    /// <summary>Whether there is a file. When not, its folder is there afterwards; only that of the default store is made.</summary>
    /// <exception cref="StoreUnavailableException">There can be none: the folder is missing or may not be searched, or it is a folder
    /// itself.</exception>
    public static bool IsThere(StoreUri store)
    {
        var path = store.Location;
        var kind = PathProbe.Of(path);
        if (kind == PathKind.File) return true;
        if (kind == PathKind.Closed) throw Unavailable(store, $"it is {PathProbe.Describe(kind)}");
        if (kind != PathKind.Missing) throw Unavailable(store, $"it is {PathProbe.Describe(kind)}; a store must be a file");
        var folder = Path.GetDirectoryName(path) ?? throw Unavailable(store, "it must be the path of a file");
        try
        {
            if (!Directory.Exists(folder)) MakeFolder(folder, store);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(), error.Message, error);
        }
    }

    /// <summary>
    /// On Windows, makes the files beside a SQLite database that are missing, for its owner only: SQLite would give them the rights of the
    /// folder, and they hold the same data. On other systems SQLite gives them the rights of the database.
    /// </summary>
    public static void EnsureSideFiles(string path)
    {
        if (!OperatingSystem.IsWindows()) return;
        foreach (var side in (string[])[path + "-wal", path + "-shm"])
        {
            try
            {
                if (!File.Exists(side)) OwnerOnly.New(side).Dispose();
            }
            catch (IOException made) when (FileErrors.AlreadyExists(made))
            {
                // Another process was faster, and its file is as good.
                Trace.TraceInformation(made.Message);
            }
        }
    }

    private static StoreUnavailableException Unavailable(StoreUri store, string reason) => new(store.ToString(), reason);

    private static void MakeFolder(string folder, StoreUri store)
    {
        if (folder != Path.GetDirectoryName(StoreUri.Default.Location)) throw Unavailable(store, $"the folder {folder} does not exist");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Made and closed under its own name, then put in place whole, so that no one opens what is still open here.
    private static void Make(string path)
    {
        var draft = FileDraft.PathFor(path);
        OwnerOnly.New(draft).Dispose();
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException made) when (FileErrors.AlreadyExists(made))
        {
            // Another process was faster, and its file is as good.
            Trace.TraceInformation(made.Message);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}

using System.Security.AccessControl;
using System.Security.Principal;
using Allocation.Core.Storage;

namespace Allocation.Stores.Sqlite;

/// <summary>
/// The file of a store before SQLite opens it. It is only ever made here, never opened: closing any descriptor of a
/// database file would release the locks that SQLite holds on it in the same process (POSIX advisory locks).
/// </summary>
internal static class SqliteFile
{
    /// <summary>Makes an empty file that only its owner can read, unless there is one. Any number of processes may do so at once.</summary>
    public static void Ensure(StoreUri store, SqliteErrors errors)
    {
        var path = store.Location;
        if (File.Exists(path))
        {
            // SQLite takes a file of one byte for an empty one.
            if (new FileInfo(path).Length == 1) throw errors.Corrupt("it is no SQLite database");
            return;
        }

        if (Directory.Exists(path)) throw errors.Unavailable("it is a folder");
        var folder = Path.GetDirectoryName(path) ?? throw errors.Unavailable("it is no path of a file");
        try
        {
            if (!Directory.Exists(folder)) MakeFolder(folder, errors);
            Make(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw errors.Unavailable(error.Message, error);
        }
    }

    private static void MakeFolder(string folder, SqliteErrors errors)
    {
        if (folder != Path.GetDirectoryName(StoreUri.Default.Location)) throw errors.Unavailable($"the folder {folder} does not exist");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Made and closed under a name of its own, then put in place whole, so that nobody opens what is still open here.
    private static void Make(string path)
    {
        var draft = path + "." + Guid.NewGuid().ToString("N") + ".new";
        try
        {
            MakeOwned(draft);
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException)
        {
            // Somebody else may have been faster, and theirs is as good.
            if (!File.Exists(path)) throw;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void MakeOwned(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            new FileStream(path, options).Dispose();
            return;
        }

        using var user = WindowsIdentity.GetCurrent();
        var rights = new FileSecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rights.AddAccessRule(new(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.None, 1, FileOptions.None, rights).Dispose();
    }
}

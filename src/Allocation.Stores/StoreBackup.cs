using System.Diagnostics;
using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores;

/// <summary>
/// The copy of a store's file that is made before an older schema is migrated: <c>FILE.schema-N.bak</c>, for its owner only.
/// An earlier copy of that name is never overwritten; the new one is then called <c>FILE.schema-N.2.bak</c> and so on.
/// </summary>
internal static class StoreBackup
{
    /// <summary>Makes the copy; it has its name only when it is whole, checked and on the disk.</summary>
    /// <param name="store">The store.</param>
    /// <param name="schema">The schema that it has.</param>
    /// <param name="write">Writes into the file of that path, which is empty, and checks what it wrote.</param>
    /// <returns>The path of the copy.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be written.</exception>
    public static string Make(StoreUri store, int schema, Action<string> write)
    {
        try
        {
            return Write(store, schema, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(),
                $"it was not upgraded to a newer schema, because no backup of it can be made: {e.Message}", e);
        }
    }

    private static string Write(StoreUri store, int schema, Action<string> write)
    {
        var draft = FileDraft.PathFor(store.Location);
        OwnerOnly.New(draft).Dispose();
        try
        {
            write(draft);
            using (var file = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite)) DiskFlush.File(file);
            var path = Place(store, schema, draft);
            FlushName(path);
            return path;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // A backup that may not outlast a power cut is none.
    private static void FlushName(string path)
    {
        try
        {
            DiskFlush.Folder(Path.GetDirectoryName(path)!);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }
    }

    private static string Place(StoreUri store, int schema, string draft)
    {
        for (var attempt = 1; ; attempt++)
        {
            var again = attempt == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{attempt}");
            var path = string.Create(CultureInfo.InvariantCulture, $"{store.Location}.schema-{schema}{again}.bak");
            try
            {
                File.Move(draft, path, overwrite: false);
                return path;
            }
            catch (IOException earlier) when (FileErrors.AlreadyExists(earlier))
            {
                Trace.TraceInformation(earlier.Message);
            }
        }
    }
}

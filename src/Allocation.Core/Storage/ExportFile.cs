using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Storage;

/// <summary>A file into which something of a store is written: a report, an export. It is never one of the store itself, which would be
/// lost.</summary>
internal static class ExportFile
{
    /// <summary>Writes the file; see <see cref="OutputFile.Write"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Where.</param>
    /// <param name="write">Writes all of the content.</param>
    /// <exception cref="NotDurableException">The content is there, but perhaps not on the disk.</exception>
    /// <exception cref="IOException">It cannot be written, or is a file of the store; a file that was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; a file that was there is as it was.</exception>
    public static void Write(StoreUri store, string path, Action<Stream> write)
    {
        store.Spare(path);
        OutputFile.Write(path, write);
    }
}

using Allocation.Core.Files;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Stores;

/// <summary>Where an export goes.</summary>
internal static class ExportTarget
{
    /// <summary>How standard output, or standard input, is written as a file.</summary>
    public const string Standard = "-";

    /// <summary>
    /// Gives an export the stream to write to: standard output, or what <see cref="ExportFile"/> makes of the name. A file is
    /// replaced only when the export is whole, and never one of the store itself.
    /// </summary>
    public static long Write(string file, StoreUri store, Func<Stream, long> export)
    {
        var rows = 0L;
        if (file != Standard)
        {
            ExportFile.Write(store, file, stream => rows = export(stream));
            return rows;
        }

        using var output = Console.OpenStandardOutput();
        Spool.Through(output, stream => rows = export(stream));
        return rows;
    }
}

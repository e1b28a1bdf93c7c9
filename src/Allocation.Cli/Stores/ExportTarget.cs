using Allocation.Core.Storage;

namespace Allocation.Cli.Stores;

/// <summary>Where an export goes.</summary>
internal static class ExportTarget
{
    /// <summary>How standard output, or standard input, is written as a file.</summary>
    public const string Standard = "-";

    /// <summary>
    /// Gives an export the stream to write to. A file is replaced only when the export is whole, and a new one is for its
    /// owner only. A device is written to, never replaced.
    /// </summary>
    public static long Write(string file, Func<Stream, long> export)
    {
        if (file == Standard) return Through(Console.OpenStandardOutput(), export);
        var path = Path.GetFullPath(file);
        if (!OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal)) return Through(File.OpenWrite(path), export);
        var rows = 0L;
        AtomicFile.Replace(path, stream => rows = export(stream), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return rows;
    }

    private static long Through(Stream stream, Func<Stream, long> export)
    {
        using (stream) return export(stream);
    }
}

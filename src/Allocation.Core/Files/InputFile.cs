using System.Text;

namespace Allocation.Core.Files;

/// <summary>
/// A file that a person names to be read whole. Opening a pipe waits for its writer and a device may never end, so both are
/// refused before they are opened.
/// </summary>
internal static class InputFile
{
    // More than any definition, description or pools.yaml; a file that is larger is another one.
    private const int LargestText = 16 * 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a file of at most 16 MB in UTF-8, with or without a byte order mark.</summary>
    /// <param name="path">A path, rooted or of the current folder.</param>
    /// <exception cref="IOException">It is missing, larger, not UTF-8 (the message has the line of the first byte that is not), or not a
    /// file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadText(string path)
    {
        using var file = Open(path);
        if (file.Length > LargestText) throw TooLarge(path);
        // Some files, such as those of /proc, do not say how long they are.
        var bytes = new byte[(int)file.Length + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        while (count == bytes.Length)
        {
            if (count > LargestText) throw TooLarge(path);
            Array.Resize(ref bytes, count * 2);
            count += file.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
        }

        var text = bytes.AsSpan(0, count);

        // What a spreadsheet calls Unicode text.
        if (text.StartsWith(Encoding.Unicode.Preamble) || text.StartsWith(Encoding.BigEndianUnicode.Preamble))
            throw new IOException($"'{path}' must be UTF-8 text, and is UTF-16; save it as UTF-8");

        // What a crash or a full disk leaves at the end of a file; readers of YAML take it for the end.
        if (text.IndexOf((byte)0) is var zero and >= 0) throw new IOException($"'{path}' must be text; byte {zero} is 0x00");
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        try
        {
            return s_strict.GetString(text);
        }
        catch (DecoderFallbackException error)
        {
            var line = text[..error.Index].Count((byte)'\n') + 1;
            throw new IOException($"'{path}' must be UTF-8 text, and line {line} has the byte 0x{error.BytesUnknown?[0] ?? 0:X2}, " +
                "as in texts of Latin-1 or Windows-1252; save it as UTF-8", error);
        }
    }

    /// <summary>The content of a file of any size.</summary>
    /// <param name="path">A path, rooted or of the current folder.</param>
    /// <exception cref="IOException">It is missing, or not a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        using var file = Open(path);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Opens a file to read it, without locking it: others may write, replace and remove it meanwhile.</summary>
    /// <param name="path">A path, rooted or of the current folder.</param>
    /// <param name="bufferSize">How much to read at a time; 0 for no more than is asked for.</param>
    /// <exception cref="IOException">It is missing, or not a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path, int bufferSize = 4096)
    {
        var full = Path.GetFullPath(path);
        PathProbe.RequireFile(full);
        if (Path.GetDirectoryName(full) is { } folder && PathProbe.Of(folder) == PathKind.Missing)
            throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        try
        {
            return BusyFile.Try(() =>
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize));
        }
        catch (FileNotFoundException error)
        {
            // Whoever reads a file names it in the error.
            throw new FileNotFoundException("there is no such file", path, error);
        }
    }

    private static IOException TooLarge(string path) => new($"'{path}' must not be larger than {LargestText / 1024 / 1024} MB");
}

using System.Text;
using Allocation.Core.Files;

namespace Allocation.Stores.Json;

/// <summary>
/// By what a document is recognised without reading all of it. The time of a file alone can stand still between two
/// writes; the revision, which every write of ours raises, stands among its first bytes.
/// </summary>
internal readonly record struct JsonStamp(long Length, DateTime Written, string Head)
{
    private const int HeadLength = 128;

    /// <summary>The stamp of a file with this content.</summary>
    public static JsonStamp Of(ReadOnlySpan<byte> content, DateTime written) =>
        new(content.Length, written, Encoding.Latin1.GetString(content[..Math.Min(content.Length, HeadLength)]));

    /// <summary>The stamp of the file as it is now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JsonStamp Of(string path)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        using var stream = InputFile.Open(path, bufferSize: 0);
        var read = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        return new(stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle), Encoding.Latin1.GetString(head[..read]));
    }
}

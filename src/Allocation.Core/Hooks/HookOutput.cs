using System.Text;

namespace Allocation.Core.Hooks;

/// <summary>What of a hook's output becomes data.</summary>
internal static class HookOutput
{
    /// <summary>Ends output of which only the beginning is kept.</summary>
    public const string TrimMarker = "<< trimmed >>\n";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UTF8Encoding s_lenient = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// The whole lines that fit into <paramref name="limit"/> bytes; when not even the first one fits, its beginning, cut
    /// before a character that would be halved. What was cut off is marked.
    /// </summary>
    /// <param name="output">What it printed.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="isList">Whether each line stands for itself: a byte that is not UTF-8 becomes U+FFFD, and spoils its own line
    /// alone.</param>
    /// <exception cref="DecoderFallbackException">It must be UTF-8 text without zero bytes, and is not; never for a list.</exception>
    public static string Cut(Stream output, int limit, bool isList = false)
    {
        var bytes = new byte[limit + 1];
        var count = output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count <= limit) return Text(bytes.AsSpan(0, count), isList);
        var kept = bytes.AsSpan(0, limit).LastIndexOf((byte)'\n') + 1;
        return Text(bytes.AsSpan(0, kept > 0 ? kept : WholeCharacters(bytes, limit)), isList) + TrimMarker;
    }

    private static string Text(ReadOnlySpan<byte> bytes, bool isList)
    {
        if (isList) return s_lenient.GetString(bytes);
        var text = s_strict.GetString(bytes);
        if (text.Contains('\0')) throw new DecoderFallbackException("a zero byte");

        // So that the same hook gives the same data everywhere.
        return OperatingSystem.IsWindows() ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text;
    }

    /// <summary>How many of the first bytes are whole characters, seen by the byte that follows them.</summary>
    internal static int WholeCharacters(ReadOnlySpan<byte> bytes, int count)
    {
        // Bytes 10xxxxxx continue a character; it begins at most three bytes before.
        var start = count;
        while (start > 0 && count - start < 3 && (bytes[start] & 0xC0) == 0x80) start--;
        return start;
    }
}

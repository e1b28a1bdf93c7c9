using System.Text;

namespace Allocation.Core.Hooks;

/// <summary>Reads a log line by line, from where it stopped the last time, and never holds more than one line of bounded length.</summary>
internal sealed class HookLogFile(string path)
{
    /// <summary>How many bytes of a line are shown; what hooks print can be one line as long as the disk is large.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly MemoryStream _line = new();
    private readonly byte[] _buffer = new byte[LongestLine];
    private long _position;

    /// <summary>The lines that came since the last time; of one that is too long the beginning, marked.</summary>
    /// <param name="whole">Whether a last line without an end is one as well.</param>
    public IEnumerable<string> Next(bool whole)
    {
        if (!File.Exists(path)) yield break;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

        // Not what is written meanwhile: a hook may print faster than it is read.
        var end = file.Length;
        file.Position = _position = Math.Min(_position, end);
        while (_position < end)
        {
            var count = file.Read(_buffer, 0, (int)Math.Min(_buffer.Length, end - _position));
            if (count == 0) break;
            _position += count;
            var start = 0;
            for (int stop; (stop = Array.IndexOf(_buffer, (byte)'\n', start, count - start)) >= 0; start = stop + 1)
            {
                Keep(start, stop);
                yield return Take();
            }

            Keep(start, count);
        }

        if (whole && _line.Length > 0) yield return Take();
    }

    private void Keep(int start, int stop)
    {
        // One byte more than is shown tells that the line is longer, and where its last whole character ends.
        var room = LongestLine + 1 - (int)_line.Length;
        _line.Write(_buffer, start, Math.Min(stop - start, room));
    }

    private string Take()
    {
        var bytes = _line.GetBuffer().AsSpan(0, (int)_line.Length);
        var text = bytes.Length > LongestLine
            ? Encoding.UTF8.GetString(bytes[..HookOutput.WholeCharacters(bytes, LongestLine)]) + HookOutput.TrimMarker.TrimEnd()
            : Encoding.UTF8.GetString(bytes).TrimEnd('\r');
        _line.SetLength(0);
        return text;
    }
}

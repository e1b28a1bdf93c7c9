using System.Text;
using Allocation.Core.ResourcePools;

namespace Allocation.Core.Hooks;

/// <summary>Reads the logs of a resource: those that are there, and what comes to them.</summary>
internal sealed class HookLog(HookFolder folder, long resource)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<HookKind, (long Position, string Begun)> _read = [];

    /// <summary>The lines, hook by hook. With <paramref name="follow"/>, never ends before the token is cancelled.</summary>
    public IEnumerable<HookLogLine> Read(bool follow, CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var kind in Enum.GetValues<HookKind>())
            {
                foreach (var line in Next(kind, whole: !follow)) yield return line;
            }

            if (!follow) yield break;
            cancellation.WaitHandle.WaitOne(Interval);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private IReadOnlyList<HookLogLine> Next(HookKind kind, bool whole)
    {
        var path = folder.Log(resource, kind);
        if (!File.Exists(path)) return [];
        var (position, rest) = _read.GetValueOrDefault(kind, (0, ""));
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) { Position = position };
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = rest + reader.ReadToEnd();
        var lines = text.Split('\n');

        // The last part is a line only if it is ended, or if nothing more is waited for.
        var last = whole ? "" : lines[^1];
        _read[kind] = (file.Position, last);
        var ended = whole && lines[^1].Length > 0 ? lines : lines[..^1];
        return [.. ended.Select(line => new HookLogLine(resource, kind, line.TrimEnd('\r')))];
    }
}

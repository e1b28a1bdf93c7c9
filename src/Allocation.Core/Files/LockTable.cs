using System.Globalization;

namespace Allocation.Core.Files;

/// <summary>Who holds and who waits for locks of files, as far as the system tells; only Linux does.</summary>
/// <param name="Holder">The process that holds that of the first file; null when none does, or a process of another container or
/// user.</param>
/// <param name="Waiting">How many wait for any of them, whoever asks included.</param>
internal sealed record LockTable(int? Holder, int Waiting)
{
    private const string Source = "/proc/locks";

    /// <summary>Reads about the locks of files.</summary>
    /// <returns>Null where the system does not tell.</returns>
    public static LockTable? Of(IReadOnlyList<string> files)
    {
        if (!File.Exists(Source)) return null;
        var nodes = files.Select(Node).ToList();

        // "7: -> FLOCK  ADVISORY  WRITE 4711 08:01:1835 0 EOF"; the arrow marks one that waits.
        var locks = File.ReadAllLines(Source)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => (Waits: words.Contains("->"), Words: words.Where(w => w != "->").ToArray()))
            .Where(l => l.Words is [_, "FLOCK", _, _, _, _, ..])
            .Select(l => (l.Waits, Process: int.Parse(l.Words[4], CultureInfo.InvariantCulture), Node: l.Words[5].Split(':')[^1]))
            .ToList();
        var holder = locks.FirstOrDefault(l => !l.Waits && l.Node == nodes[0] && l.Process > 0).Process;
        return new(holder != 0 && HasOpen(holder, files[0]) ? holder : null, locks.Count(l => l.Waits && nodes.Contains(l.Node)));
    }

    // A file of another file system can have the same number.
    private static bool HasOpen(int process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(open => new FileInfo(open).LinkTarget == file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A process of another user, or one that has ended.
            return false;
        }
    }

    // The number of the file, as text; null where the system does not tell it (Linux before 5.14) or the file is gone.
    private static string? Node(string file)
    {
        using var handle = Flock.TryOpen(file);
        if (handle is null) return null;
        return File.ReadLines($"/proc/self/fdinfo/{handle.DangerousGetHandle()}")
            .Where(line => line.StartsWith("ino:", StringComparison.Ordinal))
            .Select(line => line[4..].Trim())
            .FirstOrDefault();
    }
}

namespace Allocation.Core.Files;

/// <summary>
/// The one path of a file that has several: by symbolic links of itself or of a folder above it, and on Windows by upper and lower case.
/// </summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The path without any link; what does not exist, or goes in a circle, is returned as it is named.</summary>
    /// <param name="path">A full path.</param>
    public static string Of(string path)
    {
        try
        {
            return Resolve(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it says what is wrong with it.
            return path;
        }
    }

    private static string Resolve(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        var left = Parts(path[root.Length..]);
        for (var links = 0; left.TryPop(out var part);)
        {
            var next = Path.Join(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = OperatingSystem.IsWindows() ? AsNamed(real, part) : next;
                continue;
            }

            if (++links > MostLinks) return path;
            var full = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(full)!;
            foreach (var above in Parts(full[real.Length..]).Reverse()) left.Push(above);
        }

        return real;
    }

    // As the folder has the name, which Windows finds in any case. Characters that mean several names are in no name there.
    private static string AsNamed(string folder, string part) =>
        part.AsSpan().IndexOfAny('*', '?') < 0 && Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder, part).FirstOrDefault() ?? Path.Join(folder, part)
            : Path.Join(folder, part);

    // The first one is on top.
    private static Stack<string> Parts(string path) =>
        new(Enumerable.Reverse(path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
            StringSplitOptions.RemoveEmptyEntries)));
}

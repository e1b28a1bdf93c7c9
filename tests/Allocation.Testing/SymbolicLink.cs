namespace Allocation.Testing;

/// <summary>Makes symbolic links, or skips the test where the user may not: on Windows that takes a right, or the developer mode.</summary>
public static class SymbolicLink
{
    /// <summary>A link to a file, or to a folder that is there.</summary>
    /// <param name="path">The link.</param>
    /// <param name="target">What it leads to, as the link has it.</param>
    public static void Make(string path, string target)
    {
        try
        {
            if (Directory.Exists(Path.GetFullPath(target, Path.GetDirectoryName(path)!))) Directory.CreateSymbolicLink(path, target);
            else File.CreateSymbolicLink(path, target);
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is (IOException or UnauthorizedAccessException))
        {
            Assert.Skip($"This user may not make symbolic links: {e.Message}");
        }
    }
}

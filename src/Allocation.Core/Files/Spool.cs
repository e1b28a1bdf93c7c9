namespace Allocation.Core.Files;

/// <summary>
/// Output for a reader that may be slow: a pipe, a terminal. It is written whole into a file without a name first, so that a store is
/// read at its own speed and no transaction waits for a reader.
/// </summary>
internal static class Spool
{
    /// <summary>Writes everything, then hands it on.</summary>
    /// <param name="target">Who may be slow.</param>
    /// <param name="write">Writes all of the content; when it fails, the target gets nothing.</param>
    public static void Through(Stream target, Action<Stream> write)
    {
        var path = Path.Combine(Path.GetTempPath(), $"allocation.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (OperatingSystem.IsWindows()) options.Options = FileOptions.DeleteOnClose;
        else options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);

        // What is open needs no name; a process that is killed leaves nothing.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        write(file);
        file.Position = 0;
        file.CopyTo(target);
    }
}

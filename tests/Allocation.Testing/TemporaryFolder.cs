namespace Allocation.Testing;

/// <summary>A folder of its own for one test, gone when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    /// <param name="inMemory">
    /// Whether it is on a disk in memory where there is one: every write of a pool file waits for the disk, thousands of times in some
    /// tests.
    /// </param>
    public TemporaryFolder(bool inMemory = false)
    {
        Path = inMemory && Directory.Exists(MemoryDisk)
            ? Directory.CreateDirectory($"{MemoryDisk}/allocation-test-{Guid.NewGuid():N}").FullName
            : Directory.CreateTempSubdirectory("allocation-test-").FullName;
    }

    public string Path { get; }

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file; its path.</summary>
    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public void Dispose() => Until.True(IsGone, $"nothing writes into {Path} any more");

    // A hook or a program that ends at this moment may still write a file.
    private bool IsGone()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (IOException) when (Directory.Exists(Path))
        {
            return false;
        }
    }
}

namespace Allocation.Core.Tests;

/// <summary>A folder of its own for one test, gone when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    // Every write of a pool file waits for the disk, thousands of times here; where there is a disk in memory, use that.
    private const string MemoryDisk = "/dev/shm";

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(
        Directory.Exists(MemoryDisk) ? MemoryDisk : System.IO.Path.GetTempPath(),
        "allocation-core-" + Guid.NewGuid().ToString("N"))).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

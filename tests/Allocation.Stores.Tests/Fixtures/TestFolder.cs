namespace Allocation.Stores.Tests.Fixtures;

/// <summary>A new empty folder that goes with the test.</summary>
public sealed class TestFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("allocation-stores-").FullName;

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}

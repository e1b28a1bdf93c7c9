using Allocation.Stores.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(SharedServers))]

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>What all tests share and one of them may have started; stopped after the last test.</summary>
public sealed class SharedServers : IDisposable
{
    public void Dispose() => PostgresCluster.DisposeShared();
}

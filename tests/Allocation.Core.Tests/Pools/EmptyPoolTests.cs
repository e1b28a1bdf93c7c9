using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Pools;

/// <summary>What is done as asked, and is hardly what was meant: a pool that gives nothing, a definition whose pool is not there.</summary>
public sealed class EmptyPoolTests : IDisposable
{
    private const string Definition = """
        {"name": "Circuit", "attributes": {"name": "string", "vlan_id": {"type": "int", "modifier": "r"}},
         "lifecycle": "simple_with_deallocation",
         "allocation": [{"allocator": "number", "attribute": "vlan_id", "arguments": {"pool": "POOL"}}]}
        """;

    private readonly AllocationSystem _system = new(new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath())), new ManualClock());

    [Fact]
    public void A_pool_that_gives_nothing_is_warned_of_when_it_is_made_and_when_it_becomes_so()
    {
        _system.Pools.Create("a", new() { From = 100, To = 100 });
        Assert.Contains("Pool 'a' gives nothing: its range ends before 100", Assert.Single(_system.Warnings()));
        _system.Pools.Create("b", new() { From = 100, To = 102 });
        Assert.Empty(_system.Warnings());
        _system.Pools.Change("b", new() { Exclude = ["100-101"] });
        Assert.Contains("Pool 'b' gives nothing: all that is in its range is excluded", Assert.Single(_system.Warnings()));
        Assert.Empty(_system.Warnings());
    }

    [Fact]
    public void A_definition_that_takes_from_a_pool_that_is_not_there_is_registered_with_a_warning()
    {
        _system.Definitions.Register(Definition.Replace("POOL", "vlan", StringComparison.Ordinal));
        Assert.Contains("'vlan'", Assert.Single(_system.Warnings()));
        _system.Pools.Create("vlan", new() { From = 100, To = 200 });
        _system.Definitions.Register(Definition.Replace("POOL", "VLAN", StringComparison.Ordinal));
        _system.Definitions.Register(Definition.Replace("POOL", "file:/tmp/pool.json", StringComparison.Ordinal));
        Assert.Empty(_system.Warnings());
    }

    /// <inheritdoc/>
    public void Dispose() => _system.Dispose();
}

using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Inventories;

/// <summary>One service that takes a number from our own store, one from a VLAN pool file and one from a program.</summary>
public sealed class ThreeInventoriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string PoolFile => _folder.File("vlan.json");

    public ThreeInventoriesTests() => _folder.Write("vlan.json", """{"version": 4, "range": {"from": 500, "to": 510}, "used": [500]}""");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_has_all_three_and_gives_all_back()
    {
        using var world = new InventoryWorld("ByIdCommand");
        using var system = world.Open();
        var definition = system.Definitions.Register(Document(world.Pool));
        var made = system.Services.Create(ServiceRequest.Of(definition, [], "a", keepPartial: false)).Instance;
        Assert.Equal("""{"name":"a","own":0,"file":501,"program":100}""", made.Active!.ToJson());
        Assert.Equal([0, 100, 501], Held(system));
        Assert.Equal([100], world.External);
        Assert.Equal([500, 501], Used());

        system.Services.Remove(definition, made.Id);
        Assert.Empty(Held(system));
        Assert.Empty(world.External);
        Assert.Equal([500], Used());
        Assert.Empty(system.Leaks.Find());
    }

    [Fact]
    public void When_the_last_one_fails_the_others_get_theirs_back_latest_first()
    {
        using var world = new InventoryWorld("ByIdCommand", "allocate:fail");
        using var system = world.Open();
        var definition = system.Definitions.Register(Document(world.Pool));
        var error = Assert.Throws<AllocationFailedException>(() =>
            system.Services.Create(ServiceRequest.Of(definition, [], "a", keepPartial: false)));
        Assert.IsType<InventoryFailedException>(error.InnerException);
        Assert.Equal("program", error.Attribute);
        Assert.Equal(["file 501", "own 0"], error.Released);
        Assert.Empty(Held(system));
        Assert.Equal([500], Used());
        Assert.Empty(system.Services.Query(new ServiceQuery { Definition = definition.Name }, new Core.Pools.NamePattern("*")));
    }

    [Fact]
    public void Kept_in_part_it_asks_only_the_one_that_failed_when_it_is_resumed()
    {
        using var world = new InventoryWorld("ByIdCommand", "allocate:fail");
        using var system = world.Open();
        var definition = system.Definitions.Register(Document(world.Pool));
        var outcome = system.Services.Create(ServiceRequest.Of(definition, [], "a", keepPartial: true));
        Assert.Equal("rejected", outcome.Instance.State);
        Assert.Equal("""{"name":"a","own":0,"file":501}""", outcome.Instance.Candidate!.ToJson());

        Assert.NotNull(system.Services.Resume(definition, outcome.Instance.Id).Failure);
        Assert.Equal([0, 501], Held(system));
        Assert.Equal([500, 501], Used());
    }

    private static List<long> Held(Core.AllocationSystem system) =>
        [.. system.Ledger.Query(new AllocationQuery { State = AllocationState.Active }).Select(a => a.Value!.Value).Order()];

    private IEnumerable<long> Used() => new VlanPoolFile(PoolFile, _folder.Path).Read(CancellationToken.None).Used;

    private string Document(string program) => $$"""
        {
          "name": "Triple", "identity": "name", "lifecycle": "simple_with_deallocation",
          "attributes": {
            "name": "string",
            "own": { "type": "int", "modifier": "r" },
            "file": { "type": "int", "modifier": "r" },
            "program": { "type": "int", "modifier": "r" }
          },
          "allocation": [
            { "attribute": "own", "allocator": "number", "arguments": { "pool": "own" } },
            { "attribute": "file", "allocator": "number", "arguments": { "pool": {{JsonValue.Create("file:" + PoolFile).ToJsonString()}} } },
            { "attribute": "program", "allocator": "number", "arguments": { "pool": "{{program}}" } }
          ]
        }
        """;
}

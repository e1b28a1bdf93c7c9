using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

public sealed class VlanSourcesTests
{
    [Fact]
    public void A_pool_of_the_store_an_inventory_and_a_file_can_each_give_one_side()
    {
        var request = Applied(new() { NorthInventory = "ipam", SouthPool = "file:vlan.json" });
        Assert.Equal(("inventory:ipam", "file:/here/vlan.json", null), (request.NorthPool, request.SouthPool, request.PoolFile));
        Assert.Equal(("p", "inventory:ipam"),
            (Applied(new() { NorthPool = "p", SouthPool = "inventory:ipam" }) is var other ? (other.NorthPool, other.SouthPool) : default));
    }

    [Fact]
    public void A_side_that_names_nothing_takes_from_the_pool_vlan_where_the_other_one_names_something() =>
        Assert.Equal(("p", "vlan"), (Applied(new() { NorthPool = "p" }) is var request ? (request.NorthPool, request.SouthPool) : default));

    [Fact]
    public void A_pool_of_both_sides_gives_the_side_that_names_nothing_else()
    {
        Assert.Equal([("p", "p"), ("n", "p"), ("p", "s"), ("inventory:i", "p"), ("p", "inventory:i"), ("file:/here/f", "file:/here/f")],
            new VlanSources[]
            {
                new() { Pool = "p" }, new() { Pool = "p", NorthPool = "n" }, new() { Pool = "p", SouthPool = "s" },
                new() { Pool = "p", NorthInventory = "i" }, new() { Pool = "p", SouthInventory = "i" }, new() { Pool = "file:f" },
            }.Select(sources => Applied(sources) is var request ? (request.NorthPool, request.SouthPool) : default));
    }

    [Fact]
    public void A_pool_file_is_named_by_its_full_path() =>
        Assert.Equal("/here/vlan.json", Applied(new() { PoolFile = "vlan.json" }).PoolFile);

    [Fact]
    public void A_pool_file_beside_a_pool_or_an_inventory_is_refused()
    {
        VlanSources[] mixed =
        [
            new() { PoolFile = "f", Pool = "p" }, new() { PoolFile = "f", NorthPool = "p" }, new() { PoolFile = "f", SouthPool = "p" },
            new() { PoolFile = "f", NorthInventory = "i" }, new() { PoolFile = "f", SouthInventory = "i" },
        ];
        Assert.All(mixed, sources => Assert.True(sources.MixesFileAndPools));
        Assert.All(mixed, sources => Assert.Throws<InvalidServiceException>(() => Applied(sources)));
    }

    [Fact]
    public void A_pool_and_an_inventory_for_one_side_are_refused()
    {
        Assert.Throws<InvalidServiceException>(() => Applied(new() { NorthPool = "p", NorthInventory = "i" }));
        Assert.Throws<InvalidServiceException>(() => Applied(new() { SouthPool = "p", SouthInventory = "i" }));
    }

    private static VlanServiceRequest Applied(VlanSources sources) =>
        sources.ApplyTo(new VlanServiceRequest("web"), path => "/here/" + path);
}

using Allocation.Core.Inventories;

namespace Allocation.Core.Tests.Inventories;

public sealed class PoolReferenceTests
{
    [Theory]
    [InlineData("vlan", null, null)]
    [InlineData("file:vlan.json", "vlan.json", null)]
    [InlineData("inventory:ipam", null, "ipam")]
    [InlineData("inventory:file:x", null, "file:x")]
    [InlineData("file:inventory:x", "inventory:x", null)]
    [InlineData("FILE:x", null, null)]
    [InlineData("profile:x", null, null)]
    [InlineData("", null, null)]
    public void A_name_means_a_pool_a_file_or_an_inventory_and_stays_as_it_was_written(string name, string? file, string? inventory)
    {
        var meant = PoolReference.Of(name);
        Assert.Equal((name, file, inventory), (meant.Text, meant.File, meant.Inventory));
        Assert.Equal((file ?? inventory) is not null, PoolReference.IsExternal(name));
    }

    [Fact]
    public void Only_the_path_of_a_file_is_resolved()
    {
        Assert.Equal("file:/here/vlan.json", PoolReference.Of("file:vlan.json").Resolve(path => "/here/" + path).Text);
        Assert.Equal("inventory:ipam", PoolReference.Of("inventory:ipam").Resolve(path => "/here/" + path).Text);
        Assert.Equal("vlan", PoolReference.Of("vlan").Resolve(path => "/here/" + path).Text);
    }
}

using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Leaks;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>Each description of docs/inventories-http.md, with the product that it is for, from the first claim to the last
/// removal.</summary>
public sealed class HttpRecipeTests
{
    public static TheoryData<string> Products => [.. All.Keys];

    private static Dictionary<string, Func<IProduct>> All { get; } = new()
    {
        [nameof(NetBox)] = () => new NetBox(),
        [nameof(PhpIpam)] = () => new PhpIpam(),
        [nameof(Infoblox)] = () => new Infoblox(),
    };

    internal static IProduct Make(string product) => All[product]();

    [Fact]
    public void Every_description_has_its_product() =>
        Assert.Equal(Enumerable.Range(0, Recipes.Count), All.Values.Select(make => make().Recipe).Order());

    [Theory]
    [MemberData(nameof(Products))]
    public void Numbers_are_taken_around_those_of_others_and_given_back(string product)
    {
        using var world = new HttpWorld(Make(product));
        world.Product.Add([100, 102]);
        Assert.Equal((101L, 103L), (world.Create("a").NorthVlanId, world.Create("b").NorthVlanId));
        Assert.Equal([100, 101, 102, 103], world.Product.Taken);
        Assert.Equal(2, world.Product.Keys.OfType<string>().Distinct().Count());
        world.AssertNothingIsLost(100, 102);

        foreach (var service in world.Services) world.System.VlanServices.Remove(service.Id);
        Assert.Equal([100, 102], world.Product.Taken);
        world.AssertNothingIsLost(100, 102);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void One_number_can_be_asked_for_and_refusals_are_told_in_our_words(string product)
    {
        using var world = new HttpWorld(Make(product));
        world.Product.Add([150]);
        Assert.Equal(151, world.System.VlanServices.Create(world.Request("a") with { NorthVlanId = 151 }).Service.NorthVlanId);
        foreach (var taken in new[] { 150, 151 })
            Assert.IsType<ValueTakenException>(Assert.Throws<AllocationFailedException>(() =>
                world.System.VlanServices.Create(world.Request("b") with { NorthVlanId = taken })).InnerException);
        Assert.Throws<ValueOutOfRangeException>(() => world.System.VlanServices.Create(world.Request("b") with { NorthVlanId = 200 }));
        world.AssertNothingIsLost(150);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void When_none_is_free_that_is_said(string product)
    {
        using var world = new HttpWorld(Make(product));
        var others = Enumerable.Range(100, 100).Select(n => (long)n).ToArray();
        world.Product.Add(others);
        Assert.IsType<PoolExhaustedException>(Assert.Throws<AllocationFailedException>(() => world.Create("a")).InnerException);
        world.AssertNothingIsLost(others);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void What_was_taken_is_given_back_when_a_later_allocator_fails(string product)
    {
        using var world = new HttpWorld(Make(product));
        var error = Assert.Throws<AllocationFailedException>(() =>
            world.System.VlanServices.Create(world.Request("a") with { SouthPool = "full" }));
        Assert.Equal("north_vlan_id 100", Assert.Single(error.Released));
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void What_another_removed_there_is_found_and_can_be_marked_again(string product)
    {
        using var world = new HttpWorld(Make(product));
        var service = world.Create("a");
        Forget(world, service.NorthVlanId!.Value);
        var leak = Assert.Single(world.Leaks);
        Assert.Equal((LeakKind.UnknownToInventory, 100L), (leak.Kind, leak.Value));
        Assert.True(world.System.Repairs.Mend(leak).Mended);
        world.AssertNothingIsLost();
        world.System.VlanServices.Remove(service.Id);
        Assert.Empty(world.Product.Taken);
    }

    // As a person would: with the interface itself.
    private static void Forget(HttpWorld world, long number)
    {
        var inventory = new HttpInventory(world.Inventory.Pool, InventoryKind.Tagged,
            HttpInventorySettings.Parse(world.Description.ToJsonString(), Path.GetDirectoryName(world.File("x"))!));
        var entry = Assert.Single(inventory.List(CancellationToken.None), e => e.Number == number);
        Assert.True(inventory.Free(entry, () => true, CancellationToken.None));
    }
}

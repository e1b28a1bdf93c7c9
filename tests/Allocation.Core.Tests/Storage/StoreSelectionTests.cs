using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Tests.Storage;

public sealed class StoreSelectionTests
{
    private static readonly StoreUri s_connected = StoreUri.Parse("json:/data/connected.json", "/");

    [Fact]
    public void The_store_that_an_argument_names_comes_before_the_one_that_is_connected()
    {
        var selection = StoreSelection.Make("sqlite:a.db", path => "/here/" + path, s_connected);
        Assert.Equal(("sqlite:/here/a.db", StoreSource.Parameter), (selection.Uri.ToString(), selection.Source));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_argument_the_connected_store_is_used(string? argument) =>
        Assert.Equal(new(s_connected, StoreSource.Session), StoreSelection.Make(argument, path => path, s_connected));

    [Fact]
    public void An_argument_that_names_no_store_is_refused_and_nothing_else_is_used_instead() =>
        Assert.Throws<InvalidStoreException>(() => StoreSelection.Make("a.db", path => path, s_connected));

    [Theory]
    [InlineData(StoreSource.Parameter, "because this command names it")]
    [InlineData(StoreSource.Session, "because it is connected in this session")]
    [InlineData(StoreSource.Environment, "because ALLOCATION_STORE names it")]
    [InlineData(StoreSource.Default, "because no store is named and none is connected")]
    public void The_description_says_which_store_and_why(StoreSource source, string reason) =>
        Assert.Equal($"The store used is json:/data/connected.json, {reason}.", new StoreSelection(s_connected, source).Description);

    [Fact]
    public void Every_act_that_makes_something_makes_a_store_and_no_other_one_does() =>
        Assert.All(Enum.GetValues<StoreAct>(), act => Assert.Equal(act != StoreAct.UseContents, StoreActTraits.MakesStore(act)));
}

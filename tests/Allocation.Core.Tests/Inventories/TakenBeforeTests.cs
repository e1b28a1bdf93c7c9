using Allocation.Core.Inventories.Intents;

namespace Allocation.Core.Tests.Inventories;

public sealed class TakenBeforeTests
{
    [Fact]
    public void One_number_under_two_ids_was_taken_before_under_both()
    {
        var before = TakenBefore.Parse(TakenBefore.Of([new(100, "a"), new(100, "b"), new(101), new(102)])!);
        Assert.True(before.Has(new(100, "a")));
        Assert.True(before.Has(new(100, "b")));
        Assert.True(before.Has(new(100)));
        Assert.False(before.Has(new(100, "c")));
        Assert.True(before.Has(new(102)));
        Assert.True(before.Has(new(102, "any")));
        Assert.False(before.Has(new(103)));
    }
}

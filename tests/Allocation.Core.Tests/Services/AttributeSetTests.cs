using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Tests.Services;

public sealed class AttributeSetTests
{
    [Fact]
    public void No_value_is_null_or_absent_and_never_0_or_empty()
    {
        var set = AttributeSet.Parse("""{"zero": 0, "empty": "", "none": null}""");

        Assert.True(set.Has("zero"));
        Assert.True(set.Has("empty"));
        Assert.False(set.Has("none"));
        Assert.False(set.Has("absent"));
        Assert.Equal((0L, "", null, null), (set.Number("zero"), set.Text("empty"), set.Number("none"), set.Text("absent")));
    }

    [Fact]
    public void A_changed_set_leaves_the_former_as_it_was()
    {
        var before = AttributeSet.Empty.With("a", JsonValue.Create(1L));

        var after = before.With("a", JsonValue.Create(2L)).With("b", JsonValue.Create("x"));

        Assert.Equal((1L, false), (before.Number("a"), before.Has("b")));
        Assert.Equal((2L, "x"), (after.Number("a"), after.Text("b")));
        Assert.False(AttributeSet.Empty.Has("a"));
    }

    [Fact]
    public void Its_text_reads_back_as_an_equal_set()
    {
        var set = AttributeSet.Empty.With("n", JsonValue.Create(long.MaxValue)).With("t", JsonValue.Create("é\n\"😀")).With("o", null);

        var again = AttributeSet.Parse(set.ToJson());

        Assert.Equal(set, again);
        Assert.Equal(set.GetHashCode(), again.GetHashCode());
        Assert.Equal((long.MaxValue, "é\n\"😀"), (again.Number("n"), again.Text("t")));
        Assert.NotEqual(set, again.With("n", JsonValue.Create(1L)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public void Anything_but_an_object_is_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => AttributeSet.Parse(text));
}

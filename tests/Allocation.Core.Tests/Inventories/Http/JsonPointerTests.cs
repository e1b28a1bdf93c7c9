using System.Text.Json;
using Allocation.Core.Inventories.Http;

namespace Allocation.Core.Tests.Inventories.Http;

public sealed class JsonPointerTests
{
    // The document and the pointers of RFC 6901, section 5.
    private const string Document = """{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}""";

    [Theory]
    [InlineData("/foo", """["bar", "baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void Finds_what_the_RFC_says(string pointer, string expected) => Assert.Equal(expected, Find(pointer));

    [Fact]
    public void The_empty_text_is_the_whole_document() => Assert.Equal(Document, Find(""));

    [Theory]
    [InlineData("/foo/2")]
    [InlineData("/foo/-")]
    [InlineData("/foo/01")]
    [InlineData("/foo/+1")]
    [InlineData("/foo/99999999999999999999")]
    [InlineData("/foo/bar")]
    [InlineData("/none")]
    [InlineData("/a~1b/0")]
    public void Finds_nothing_where_nothing_is(string pointer) => Assert.Null(Find(pointer));

    [Theory]
    [InlineData("foo")]
    [InlineData("#/foo")]
    [InlineData("/~")]
    [InlineData("/~2")]
    [InlineData("/a~")]
    public void Is_refused_when_it_is_none(string pointer) => Assert.Null(JsonPointer.Parse(pointer));

    private static string? Find(string pointer)
    {
        using var document = JsonDocument.Parse(Document);
        return JsonPointer.Parse(pointer)!.TryFind(document.RootElement, out var found) ? found.GetRawText() : null;
    }
}

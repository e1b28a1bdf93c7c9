using System.Text;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Json;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Tests.Json;

public sealed class OutsideJsonTests
{
    public static TheoryData<string> Bad { get; } =
    [
        "", "{", "{} {}", "[]", "null", "7", "\"text\"",
        """{"a": 1, "a": 2}""", """{"x": [{"a": 1, "a": 2}]}""", """{"a": 1, "\u0061": 2}""",
        """{"a": "\ud800"}""", """{"\udc00": 1}""", """{"x": [{"a": "\ud800\ud800"}]}""",
        $$"""{"a": {{new string('[', 100)}}{{new string(']', 100)}}}""",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_no_object_or_not_clear_is_refused_by_every_reader_in_its_own_words(string text)
    {
        Assert.Throws<OutsideJsonException>(() => OutsideJson.ReadObject(text));
        Assert.Throws<InvalidServiceException>(() => AttributeText.Parse(text, "a"));
        Assert.Throws<InvalidPoolFileException>(() => VlanPoolContent.Parse("/pool.json", text));
        Assert.Throws<InvalidPoolException>(() => HttpInventorySettings.Parse(text, "/"));
        Assert.Throws<InvalidDefinitionException>(() => DefinitionReader.Read(text, null));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_and_a_byte_order_mark_is_not()
    {
        Assert.Throws<OutsideJsonException>(() => OutsideJson.Read((byte[])[.. "{\"a\": \""u8, 0xFF, 0xFE, .. "\"}"u8]));
        Assert.Throws<OutsideJsonException>(() => OutsideJson.Read((byte[])[.. "{\""u8, 0xC3, .. "\": 1}"u8]));
        Assert.Equal("1", OutsideJson.ReadObject((byte[])[.. Encoding.UTF8.Preamble, .. "{\"a\": 1}"u8])["a"]!.ToJsonString());
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("7", "7")]
    [InlineData("[1]", "[1]")]
    public void A_single_value_is_read_as_it_is(string text, string? expected) =>
        Assert.Equal(expected, OutsideJson.ReadNode(text)?.ToJsonString());

    [Fact]
    public void A_description_that_cannot_be_read_is_named_by_its_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("api.json"), """{"url": "http://a", "url": "http://b"}""");
        Assert.Contains(folder.File("api.json"), Assert.Throws<InvalidPoolException>(() =>
            HttpInventorySettings.ReadFile(folder.File("api.json"))).Message, StringComparison.Ordinal);
    }
}

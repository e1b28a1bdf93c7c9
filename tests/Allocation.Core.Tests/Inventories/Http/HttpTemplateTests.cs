using System.Text.Json.Nodes;
using Allocation.Core.Inventories.Http;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>No value can change the meaning of what is around it.</summary>
public sealed class HttpTemplateTests
{
    private const string Hostile = "a/../b?x=1&y=2#z %2e%2e\\\"}{number}\r\n\u0000é😀";

    [Fact]
    public void A_value_in_an_address_stays_one_segment_or_one_value()
    {
        var address = new Uri("https://host/api/" + Template("vlans/{id}/?key={id}&more=1").Address(Values(("id", Hostile))));
        Assert.Equal(["/", "api/", "vlans/", Uri.EscapeDataString(Hostile) + "/"], address.Segments);
        Assert.Equal($"?key={Uri.EscapeDataString(Hostile)}&more=1", address.Query);
        Assert.Equal("", address.Fragment);
    }

    [Fact]
    public void A_value_with_slashes_keeps_them_and_nothing_else() =>
        Assert.Equal("vlan/ab%3Fc%23d%2C=:x%20y".Replace("=", "%3D", StringComparison.Ordinal),
            Template("{+id}").Address(Values(("id", "vlan/ab?c#d,=:x y"))));

    [Theory]
    [InlineData("{id}", "")]
    [InlineData("{id}", ".")]
    [InlineData("{id}", "..")]
    [InlineData("{+id}", "a/../b")]
    [InlineData("{+id}", "/a")]
    [InlineData("{+id}", "a//b")]
    [InlineData("{+id}", "a/")]
    public void A_value_that_would_name_another_folder_is_refused(string template, string value) =>
        Assert.False(Assert.Throws<HttpCallException>(() => Template(template).Address(Values(("id", value)))).MayHaveHappened);

    [Fact]
    public void A_value_that_is_not_known_is_refused() =>
        Assert.Contains("{id}", Assert.Throws<HttpCallException>(() => Template("vlans/{id}/").Address(Values())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_value_in_a_body_stays_in_its_text_and_a_number_is_a_number()
    {
        var body = JsonNode.Parse("""{"vid": "{number}", "name": "VLAN {number}", "tags": ["{owner_name}", null, 3], "{number}": "{{number}}"}""");
        var filled = HttpBody.Fill(body, Values(("number", "100"), ("owner_name", Hostile)))!.ToJsonString();
        var read = JsonNode.Parse(filled)!;
        Assert.Equal(100L, (long)read["vid"]!);
        Assert.Equal("VLAN 100", (string?)read["name"]);
        Assert.Equal(Hostile, (string?)read["tags"]![0]);
        Assert.Equal("{number}", (string?)read["{number}"]);
        Assert.Equal(["number", "owner_name"], HttpBody.Names(body).Distinct().Order());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("a{number")]
    [InlineData("{{number}")]
    [InlineData("{Number}")]
    [InlineData("{number.x}")]
    [InlineData("{ number }")]
    [InlineData("{}")]
    public void A_brace_without_a_partner_is_no_template(string text) => Assert.Null(HttpTemplate.Parse(text));

    private static HttpTemplate Template(string text) => HttpTemplate.Parse(text)!;

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value);
}

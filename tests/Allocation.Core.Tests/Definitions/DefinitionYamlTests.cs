using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Files;
using Allocation.Core.Errors;
using Allocation.Stores.Yaml;

namespace Allocation.Core.Tests.Definitions;

public sealed class DefinitionYamlTests : IDisposable
{
    private const string Json = """
        {
          "name": "Switch", "description": "A switch: 1 or more ports", "strictModifiers": true, "failSafe": false,
          "attributes": {
            "name": "string", "site": { "type": "string", "modifier": "rw+", "optional": true, "default": "010" },
            "weight": { "type": "number", "modifier": "rw", "default": 1.5 }, "count": { "type": "int", "modifier": "rw", "default": -3 }
          },
          "embedded": { "ports": { "modifier": "rw+", "keys": ["name"], "attributes": { "name": "string",
            "vlan": { "type": "int", "modifier": "r" } } } },
          "allocation": [ { "attribute": "ports[name=*].vlan", "allocator": "number", "arguments": { "pool": "vlan" } } ]
        }
        """;

    private const string Yaml = """
        # comments are fine
        name: Switch
        description: "A switch: 1 or more ports"
        strictModifiers: true
        failSafe: false
        attributes:
          name: &text string
          site: {type: *text, modifier: rw+, optional: true, default: '010'}
          weight:
            type: number
            modifier: rw
            default: 1.5
          count: {type: int, modifier: rw, default: -3}
        embedded:
          ports:
            modifier: rw+
            keys: [name]
            attributes:
              name: string
              vlan:
                type: int
                modifier: r
        allocation:
          - attribute: ports[name=*].vlan
            allocator: number
            arguments:
              pool: vlan
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_document_in_YAML_is_the_one_in_JSON()
    {
        var document = Read(Yaml).Document;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(document)), document);
        Assert.Equal("Switch", DefinitionReader.Read(document, AllocatorRegistry.Shared.Directory).Name);
    }

    public static TheoryData<string> Doubtful =>
    [
        "yes", "No",
        "on", "OFF", "y", "N", "True", "FALSE", "Null", "NULL", "010", "0x1F", "0o17", "0b1", "1_000", "+1", "1e5", "1.5e+3", ".5",
        "1.", "12:30", "2031-04-05", ".inf", ".NaN", "=", "!!str 5", "! x",
    ];

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void A_value_that_readers_read_differently_is_refused_with_its_line_and_in_quotes_it_is_text(string scalar)
    {
        Assert.StartsWith("line 2: ", Assert.Single(Refused($"name: A\ndescription: {scalar}\n").Mistakes), StringComparison.Ordinal);
        Assert.StartsWith("line 3: ", Assert.Single(Refused($"name: A\nattributes:\n  x: [1, {scalar}]\n").Mistakes),
            StringComparison.Ordinal);
        Assert.Equal(scalar, (string?)JsonNode.Parse(Read($"name: A\ndescription: '{scalar}'\n").Document)!["description"]);
    }

    [Fact]
    public void All_mistakes_are_named_with_their_lines()
    {
        Assert.Equal(["line 3", "line 4", "line 5"],
            Refused("name: A\nattributes:\n  name: yes\n  12: string\n  name: string\n").Mistakes.Select(mistake => mistake[..6]));

        var file = Read("name: A\nattributes:\n  name: string\n  id:\n    type: strin\n    modifier: r\nallocation:\n  - attribute: id\n" +
            "    allocator: nobody\n  - attribute: nowhere\n    allocator: number\nwrong: 1\n");
        var error = Assert.Throws<InvalidDefinitionException>(() =>
            file.Use(text => DefinitionReader.Read(text, AllocatorRegistry.Shared.Directory)));

        Assert.All(error.Mistakes, mistake => Assert.Matches("^line [0-9]+: ", mistake));
        Assert.Contains(error.Mistakes, mistake => mistake.StartsWith("line 5: attributes.id.type: ", StringComparison.Ordinal));
        Assert.Contains(error.Mistakes, mistake => mistake.StartsWith("line 12: wrong: ", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Damaged => new()
    {
        { "", "the document" },
        { "- a\n", "the document" },
        { "name: [A\n", "line 2" },
        { "name: A\n---\nname: B\n", "line 2" },
        { "a: *x\n", "line 1" },
        { "? [a]\n: b\n", "line 1" },
        { string.Concat(Enumerable.Repeat("[", 100)), "nested" },
        { "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 9).Select(i =>
            $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i)}", 10))}]\n")), "at most" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void What_is_no_document_is_refused(string text, string what)
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => Read(text).Use(document => DefinitionReader.Read(document, null)));

        Assert.Contains(what, string.Join(' ', error.Mistakes), StringComparison.Ordinal);
        Assert.EndsWith("definition.yaml", error.Definition, StringComparison.Ordinal);
    }

    private DefinitionFile Read(string text) => DefinitionFile.Read(_folder.Write("definition.yaml", text), () => new PoolsYamlReader());

    private InvalidDefinitionException Refused(string text) => Assert.Throws<InvalidDefinitionException>(() => Read(text));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

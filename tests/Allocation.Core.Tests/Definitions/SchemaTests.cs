using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;

namespace Allocation.Core.Tests.Definitions;

/// <summary>The published JSON Schema knows the members that the product knows, and no other.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject s_schema =
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "service-definition.schema.json")))!;

    [Theory]
    [InlineData("""{ "zzz": 1, "attributes": {} }""", "zzz", "properties")]
    [InlineData("""{ "attributes": { "a": { "zzz": 1 } } }""", "attributes.a.zzz", "$defs/attributes/additionalProperties/oneOf/1/properties")]
    [InlineData("""{ "embedded": { "a": { "zzz": 1 } } }""", "embedded.a.zzz", "$defs/embedded/additionalProperties/properties")]
    [InlineData("""{ "allocation": [ { "allocator": "x", "zzz": 1 } ] }""", "allocation[0].zzz", "$defs/binding/properties")]
    [InlineData("""{ "allocation": [ { "forEach": "x", "zzz": 1 } ] }""", "allocation[0].zzz", "$defs/forEach/properties")]
    [InlineData("""{ "allocation": [ { "fallback": "x", "zzz": 1 } ] }""", "allocation[0].zzz", "$defs/fallback/properties")]
    [InlineData("""{ "lifecycle": { "zzz": 1 } }""", "lifecycle.zzz", "$defs/lifecycle/properties")]
    [InlineData("""{ "lifecycle": { "states": [ { "zzz": 1 } ] } }""", "lifecycle.states[0].zzz", "$defs/lifecycle/properties/states/items/properties")]
    [InlineData("""{ "lifecycle": { "transfers": [ { "zzz": 1 } ] } }""", "lifecycle.transfers[0].zzz", "$defs/lifecycle/properties/transfers/items/properties")]
    public void The_members_are_the_same(string document, string path, string inSchema)
    {
        var mistakes = Assert.Throws<InvalidDefinitionException>(() => DefinitionReader.Read(document, allocators: null)).Mistakes;
        var told = Assert.Single(mistakes, m => m.StartsWith(path + ":", StringComparison.Ordinal));
        var known = told[(told.IndexOf("there are ", StringComparison.Ordinal) + "there are ".Length)..].TrimEnd(')').Split(", ");
        JsonNode? node = s_schema;
        foreach (var step in inSchema.Split('/')) node = int.TryParse(step, out var index) ? node![index] : node![step];
        Assert.Equal(known.Order(), ((JsonObject)node!).Select(p => p.Key).Order());
    }

    [Theory]
    [InlineData("""{ "attributes": { "a": "zzz" } }""", "attributes.a", "$defs/type/enum")]
    [InlineData("""{ "attributes": { "a": { "type": "int", "modifier": "zzz" } } }""", "attributes.a.modifier", "$defs/modifier/enum")]
    [InlineData("""{ "lifecycle": { "states": [ { "name": "a", "validateSelf": "zzz" } ] } }""", "lifecycle.states[0].validateSelf", "$defs/lifecycle/properties/states/items/properties/validateSelf/enum")]
    [InlineData("""{ "lifecycle": { "states": [ { "name": "a", "validateOthers": "zzz" } ] } }""", "lifecycle.states[0].validateOthers", "$defs/lifecycle/properties/states/items/properties/validateOthers/enum")]
    [InlineData("""{ "lifecycle": { "transfers": [ { "source": "a", "target": "a", "trigger": "zzz" } ] } }""", "lifecycle.transfers[0].trigger", "$defs/lifecycle/properties/transfers/items/properties/trigger/enum")]
    [InlineData("""{ "lifecycle": { "transfers": [ { "source": "a", "target": "a", "trigger": "auto", "operation": "zzz" } ] } }""", "lifecycle.transfers[0].operation", "$defs/operation/enum")]
    public void The_choices_are_the_same(string document, string path, string inSchema)
    {
        var mistakes = Assert.Throws<InvalidDefinitionException>(() => DefinitionReader.Read(document, allocators: null)).Mistakes;
        var told = Assert.Single(mistakes, m => m.StartsWith(path + ":", StringComparison.Ordinal)
            || m.StartsWith(path + ".type:", StringComparison.Ordinal));
        var known = told.Split("one of ")[^1].Split('(')[^1].TrimEnd(')').Split(", ");
        JsonNode? node = s_schema;
        foreach (var step in inSchema.Split('/')) node = node![step];
        Assert.Equal(((JsonArray)node!).Select(e => (string)e!).Order(), known.Order());
    }

    [Fact]
    public void The_shipped_lifecycles_are_the_same() => Assert.Equal(
        BuiltInLifecycles.All.Select(l => l.Name),
        ((JsonArray)s_schema["properties"]!["lifecycle"]!["oneOf"]![0]!["enum"]!).Select(e => (string)e!));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Allocation.psd1"))) return folder.FullName;
        throw new DirectoryNotFoundException("No Allocation.psd1 above the tests.");
    }
}

using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;

namespace Allocation.Services.Tests.Definitions;

/// <summary>The published JSON Schema knows the members that the product knows, and no other.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject s_schema = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "service-definition.schema.json")))!;

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

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Allocation.psd1"))) return folder.FullName;
        throw new DirectoryNotFoundException("No Allocation.psd1 above the tests.");
    }
}

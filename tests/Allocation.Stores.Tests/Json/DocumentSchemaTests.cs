using System.Reflection;
using System.Text.Json.Nodes;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>What docs/store-document.md and docs/store-document.schema.json say is what is written.</summary>
public sealed class DocumentSchemaTests
{
    private static readonly string s_docs = typeof(DocumentSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "DocsFolder").Value!;

    private static readonly JsonNode s_schema = JsonNode.Parse(File.ReadAllText(Path.Combine(s_docs, "store-document.schema.json")))!;

    private static readonly string s_page = File.ReadAllText(Path.Combine(s_docs, "store-document.md"));

    public static TheoryData<string> Sections => [.. StoreDocument.Sections.Select(s => s.Name)];

    [Fact]
    public void The_lists_are_those_of_the_document_in_its_order() => Assert.Equal(
        ["format", "schema", "revision", "latest", .. StoreDocument.Sections.Select(s => s.Name)],
        s_schema["properties"]!.AsObject().Select(p => p.Key));

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_field_of_a_row_is_described_and_no_other(string section)
    {
        using var store = new SqliteFixture();
        TransferTests.Fill(store.Store);
        var rows = JsonNode.Parse(store.Store.Dump())![section]!.AsArray();
        Assert.NotEmpty(rows);
        var described = s_schema["properties"]![section]!["items"]!;
        var known = described["properties"]!.AsObject().Select(p => p.Key).ToHashSet();
        var chapter = s_page[s_page.IndexOf($"\n## `{section}`", StringComparison.Ordinal)..];
        var written = rows.SelectMany(row => row!.AsObject().Select(p => p.Key)).ToHashSet();
        Assert.Equal(known, written);
        Assert.All(written, field => Assert.Contains($"`{field}`", chapter, StringComparison.Ordinal));

        var required = described["required"]!.AsArray().Select(r => (string)r!).ToList();
        Assert.All(rows, row => Assert.Subset(row!.AsObject().Select(p => p.Key).ToHashSet(), required.ToHashSet()));
    }
}

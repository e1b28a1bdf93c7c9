using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>The descriptions in docs/inventories-http.md.</summary>
internal static partial class Recipes
{
    private static readonly string s_docs = typeof(Recipes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "DocsFolder").Value!;

    /// <summary>The published form of descriptions.</summary>
    public static string Schema => File.ReadAllText(Path.Combine(s_docs, "inventory-http.schema.json"));

    /// <summary>How many there are.</summary>
    public static int Count => Blocks().Count(Page());

    /// <summary>One of them, in the order of the page.</summary>
    public static JsonObject Read(int index) => JsonNode.Parse(Blocks().Matches(Page())[index].Groups[1].Value)!.AsObject();

    /// <summary>That of a product, for a server on this machine, with the secret in a file of a folder.</summary>
    public static JsonObject For(IProduct product, Uri server, TemporaryFolder folder)
    {
        var description = Read(product.Recipe);
        description["url"] = server + product.Path;
        description["secret"] = "file:" + folder.Write("secret", product.Secret + "\n");
        description["use_proxy"] = false;
        return description;
    }

    private static string Page() => File.ReadAllText(Path.Combine(s_docs, "inventories-http.md"));

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

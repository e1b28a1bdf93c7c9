using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>The descriptions in docs/inventories-http.md.</summary>
internal static partial class Recipes
{
    private static readonly string s_docs = typeof(Recipes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "DocsFolder").Value!;

    /// <summary>How many there are.</summary>
    public static int Count => Blocks().Count(Page());

    /// <summary>One of them, in the order of the page.</summary>
    public static JsonObject Read(int index) => JsonNode.Parse(Blocks().Matches(Page())[index].Groups[1].Value)!.AsObject();

    private static string Page() => File.ReadAllText(Path.Combine(s_docs, "inventories-http.md"));

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools;

/// <summary>A tag that the resources of a pool carry. Compared exactly, with case.</summary>
/// <param name="Name">What tickets ask for.</param>
/// <param name="Priority">What it adds to a resource's score when a ticket asks for it; the highest score is given first.</param>
public sealed record PoolTag(string Name, int Priority = 0);

/// <summary>
/// Sets of tags as text, so that stores can index them: equal sets have equal keys. Thousands of tickets share a few sets,
/// and matching costs as much as there are sets.
/// </summary>
internal static class TagKey
{
    private static readonly TagJson s_json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The key of what a ticket asks for.</summary>
    public static string Of(IEnumerable<string> tags) => JsonSerializer.Serialize(Sorted(tags), s_json.IReadOnlyListString);

    /// <summary>The key of what a resource carries, with priorities.</summary>
    public static string Of(IEnumerable<PoolTag> tags) =>
        JsonSerializer.Serialize([.. tags.OrderBy(t => t.Name, CodePointOrder.Instance)], s_json.IReadOnlyListPoolTag);

    /// <summary>The tags of a ticket's key.</summary>
    public static IReadOnlyList<string> Asked(string key) => JsonSerializer.Deserialize(key, s_json.IReadOnlyListString)!;

    /// <summary>The tags of a resource's key.</summary>
    public static IReadOnlyList<PoolTag> Carried(string key) => JsonSerializer.Deserialize(key, s_json.IReadOnlyListPoolTag)!;

    /// <summary>Each once, by code point.</summary>
    public static IReadOnlyList<string> Sorted(IEnumerable<string> tags) =>
        tags.Distinct(StringComparer.Ordinal).Order(CodePointOrder.Instance).ToArray();
}

/// <summary>Tags as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<PoolTag>))]
internal sealed partial class TagJson : JsonSerializerContext;

using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Services.Attributes;

/// <summary>What is wrong with values that a client gives, whether for a new entity or for one that is there.</summary>
internal static class AttributeChecks
{
    /// <summary>Notes members that the shape does not have.</summary>
    public static void Unknown(EntityShape shape, JsonObject given, DictPath at, List<string> mistakes)
    {
        foreach (var (name, _) in given)
        {
            if (shape.Attribute(name) is not null || shape.Child(name) is not null) continue;
            mistakes.Add($"{at.Then(name)}: there is no such attribute (there are " +
                $"{string.Join(", ", shape.Attributes.Select(a => a.Name).Concat(shape.Embedded.Select(e => e.Name)))})");
        }
    }

    /// <summary>Whether a value has the type of the attribute; noted when not.</summary>
    public static bool Fits(AttributeDefinition attribute, JsonNode value, DictPath at, List<string> mistakes)
    {
        if (AttributeTypes.Fits(attribute.Type, value)) return true;
        mistakes.Add($"{at.Then(attribute.Name)}: {Short(value)} is not of type {AttributeTypes.NameOf(attribute.Type)}");
        return false;
    }

    /// <summary>Whether a value is a list of objects of the right length; noted when not.</summary>
    public static bool List(EmbeddedDefinition embedded, JsonNode? given, DictPath path, List<string> mistakes,
        out IReadOnlyList<JsonObject> items)
    {
        items = given is JsonArray list && list.All(i => i is JsonObject) ? list.Select(i => (JsonObject)i!).ToList() : [];
        if (given is not null && (given is not JsonArray many || many.Count != items.Count))
            mistakes.Add($"{path}: a list of objects is expected");
        else if (items.Count < embedded.Lower) mistakes.Add($"{path}: at least {embedded.Lower} are expected, not {items.Count}");
        else if (items.Count > embedded.Upper) mistakes.Add($"{path}: at most {embedded.Upper} are expected, not {items.Count}");
        else return true;
        return false;
    }

    /// <summary>Notes items that have the same keys.</summary>
    public static void Keys(EmbeddedDefinition embedded, IReadOnlyList<JsonObject> items, DictPath path, List<string> mistakes)
    {
        if (embedded.Keys.Count == 0) return;
        var seen = new HashSet<string>();
        foreach (var item in items)
        {
            var address = ItemAddress.Of(embedded.Name, embedded.Keys, item);
            if (!seen.Add(address.ToString())) mistakes.Add($"{path.Parent.Then(address)}: there must be only one with this key");
        }
    }

    /// <summary>How an item is named in mistakes: by its keys, or by its place where it has none.</summary>
    public static DictPath ItemPath(EmbeddedDefinition embedded, JsonObject item, DictPath list, int place) =>
        embedded.Keys.Count > 0 && embedded.Keys.All(k => item[k] is not null)
            ? list.Parent.Then(ItemAddress.Of(embedded.Name, embedded.Keys, item))
            : list.Parent.Then($"{embedded.Name}#{place + 1}");

    private static string Short(JsonNode value) =>
        value.ToJsonString() is { Length: > 60 } text ? text[..60] + "..." : value.ToJsonString();
}

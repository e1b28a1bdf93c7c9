using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Services.Attributes;

/// <summary>The attributes of an entity that is new.</summary>
internal sealed class NewAttributes(List<string> mistakes)
{
    public JsonObject Make(EntityShape shape, JsonObject given, DictPath at)
    {
        AttributeChecks.Unknown(shape, given, at, mistakes);
        var made = new JsonObject();
        foreach (var attribute in shape.Attributes) Add(made, attribute, given, at);
        foreach (var embedded in shape.Embedded)
            if (MakeEmbedded(embedded, given[embedded.Name], at.Then(embedded.Name)) is { } inner) made[embedded.Name] = inner;
        return made;
    }

    private void Add(JsonObject made, AttributeDefinition attribute, JsonObject given, DictPath at)
    {
        var isGiven = given.TryGetPropertyValue(attribute.Name, out var value);
        if (attribute.Modifier == AttributeModifier.Read)
        {
            if (value is not null) mistakes.Add($"{at.Then(attribute.Name)}: only allocation sets it (modifier r)");
        }
        else if (value is not null)
        {
            if (AttributeChecks.Fits(attribute, value, at, mistakes)) made[attribute.Name] = AttributeTypes.Store(attribute.Type, value);
        }
        else if (!isGiven && attribute.Default is not null)
        {
            made[attribute.Name] = attribute.Default.DeepClone();
        }
        else if (!attribute.Optional)
        {
            mistakes.Add($"{at.Then(attribute.Name)}: it is mandatory ({AttributeTypes.NameOf(attribute.Type)})");
        }
    }

    public JsonNode? MakeEmbedded(EmbeddedDefinition embedded, JsonNode? given, DictPath path)
    {
        if (embedded.Modifier == AttributeModifier.Read)
        {
            if (given is not null && given is not JsonArray { Count: 0 }) mistakes.Add($"{path}: only allocation sets it (modifier r)");
            return null;
        }

        if (!embedded.Many)
        {
            if (given is null && embedded.Lower > 0) mistakes.Add($"{path}: it is mandatory");
            if (given is null or JsonObject) return given is JsonObject one ? Make(embedded.Shape, one, path) : null;
            mistakes.Add($"{path}: an object is expected");
            return null;
        }

        if (!AttributeChecks.List(embedded, given, path, mistakes, out var items)) return null;
        AttributeChecks.Keys(embedded, items, path, mistakes);
        return new JsonArray(items.Select((item, i) =>
            (JsonNode?)Make(embedded.Shape, item, AttributeChecks.ItemPath(embedded, item, path, i))).ToArray());
    }
}

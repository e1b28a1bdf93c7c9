using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Services.Attributes;

/// <summary>
/// The attributes of an entity after a change. A value that is as it was is never a mistake, whatever its modifier: people send
/// objects back as they got them.
/// </summary>
internal sealed class ChangedAttributes(bool strict, List<string> mistakes)
{
    public JsonObject Make(EntityShape shape, EntityBefore before, JsonObject change, DictPath at, ChangeRights rights)
    {
        AttributeChecks.Unknown(shape, change, at, mistakes);
        var after = new JsonObject();
        foreach (var attribute in shape.Attributes) Carry(after, attribute, before, change, at.Then(attribute.Name), rights);
        foreach (var embedded in shape.Embedded)
        {
            var stored = before.Stored[embedded.Name];
            var inner = change.TryGetPropertyValue(embedded.Name, out var wanted)
                ? MakeEmbedded(embedded, stored, before.Seen[embedded.Name], wanted, at.Then(embedded.Name), rights)
                : stored?.DeepClone();
            if (inner is not null) after[embedded.Name] = inner;
        }

        return after;
    }

    private void Carry(JsonObject after, AttributeDefinition attribute, EntityBefore before, JsonObject change,
        DictPath path, ChangeRights rights)
    {
        var stored = before.Stored[attribute.Name];
        var isGiven = change.TryGetPropertyValue(attribute.Name, out var wanted);
        if (!isGiven || JsonNode.DeepEquals(wanted, before.Seen[attribute.Name]) || JsonNode.DeepEquals(wanted, stored))
        {
            var kept = stored ?? (isGiven || attribute.Optional ? null : attribute.Default);
            if (kept is not null) after[attribute.Name] = kept.DeepClone();
        }
        else if (attribute.Modifier == AttributeModifier.Read)
        {
            mistakes.Add($"{path}: only allocation sets it (modifier r); it is " +
                $"{PathComparison.TextOf(before.Seen[attribute.Name]) ?? "without a value"}");
        }
        else if (rights == ChangeRights.Fixed || (rights == ChangeRights.ByModifier && attribute.Modifier == AttributeModifier.ReadWrite))
        {
            mistakes.Add($"{path}: it cannot be changed after creation (modifier rw); it is " +
                $"{PathComparison.TextOf(stored) ?? "without a value"}");
        }
        else if (wanted is null)
        {
            if (!attribute.Optional) mistakes.Add($"{path}: it is mandatory ({AttributeTypes.NameOf(attribute.Type)})");
        }
        else if (AttributeChecks.Fits(attribute, wanted, path.Parent, mistakes))
        {
            after[attribute.Name] = AttributeTypes.Store(attribute.Type, wanted);
        }
    }

    private JsonNode? MakeEmbedded(EmbeddedDefinition embedded, JsonNode? stored, JsonNode? seen, JsonNode? wanted,
        DictPath path, ChangeRights rights)
    {
        if (JsonNode.DeepEquals(wanted, seen) || JsonNode.DeepEquals(wanted, stored)
            || (wanted is JsonArray { Count: 0 } && stored is null))
        {
            return stored?.DeepClone();
        }
        if (embedded.Modifier == AttributeModifier.Read)
        {
            mistakes.Add($"{path}: only allocation sets it (modifier r)");
            return stored?.DeepClone();
        }

        var replaceable = rights == ChangeRights.Free
            || (rights == ChangeRights.ByModifier && embedded.Modifier == AttributeModifier.ReadWritePlus);
        var inside = strict ? ChangeRights.ByModifier : replaceable ? ChangeRights.Free : ChangeRights.Fixed;
        return embedded.Many
            ? MakeMany(embedded, stored as JsonArray ?? [], seen as JsonArray ?? [], wanted, path, replaceable, inside)
            : MakeOne(embedded, stored as JsonObject, seen as JsonObject, wanted, path, replaceable, inside);
    }

    private JsonNode? MakeOne(EmbeddedDefinition embedded, JsonObject? stored, JsonObject? seen, JsonNode? wanted, DictPath path,
        bool replaceable, ChangeRights inside)
    {
        if (stored is not null && wanted is JsonObject change
            && embedded.Keys.All(k => !change.ContainsKey(k) || JsonNode.DeepEquals(change[k], stored[k])))
            return Make(embedded.Shape, new EntityBefore(stored, seen ?? stored), change, path, inside);
        if (!replaceable) mistakes.Add($"{path}: it can be neither added nor removed (modifier rw)");
        return new NewAttributes(mistakes).MakeEmbedded(embedded, wanted, path);
    }

    private JsonArray? MakeMany(EmbeddedDefinition embedded, JsonArray stored, JsonArray seen, JsonNode? wanted, DictPath path,
        bool replaceable, ChangeRights inside)
    {
        if (!AttributeChecks.List(embedded, wanted, path, mistakes, out var items)) return null;
        if (embedded.Keys.Count == 0)
        {
            if (JsonNode.DeepEquals(WithoutNulls(wanted), WithoutNulls(stored))) return (JsonArray)stored.DeepClone();
            if (!replaceable) mistakes.Add($"{path}: it cannot be changed after creation (modifier rw)");
            return (JsonArray?)new NewAttributes(mistakes).MakeEmbedded(embedded, wanted, path);
        }

        AttributeChecks.Keys(embedded, items, path, mistakes);
        var known = ByKey(embedded, stored);
        var visible = ByKey(embedded, seen);
        var after = new JsonArray();
        for (var i = 0; i < items.Count; i++)
        {
            var itemPath = AttributeChecks.ItemPath(embedded, items[i], path, i);
            var key = ItemAddress.Of(embedded.Name, embedded.Keys, items[i]).ToString();
            if (known.Remove(key, out var old))
            {
                after.Add((JsonNode)Make(embedded.Shape, new EntityBefore(old, visible.GetValueOrDefault(key, old)),
                    items[i], itemPath, inside));
                continue;
            }

            if (!replaceable) mistakes.Add($"{itemPath}: it cannot be added (modifier rw)");
            after.Add((JsonNode)new NewAttributes(mistakes).Make(embedded.Shape, items[i], itemPath));
        }

        if (!replaceable)
            foreach (var gone in known.Keys) mistakes.Add($"{path.Parent.Then(DictPath.Parse(gone))}: it cannot be removed (modifier rw)");
        return after;
    }

    // What is shown has null for every attribute without a value.
    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject many =>
            new JsonObject(many.Where(m => m.Value is not null).Select(m => KeyValuePair.Create(m.Key, WithoutNulls(m.Value)))),
        JsonArray list => new JsonArray(list.Select(WithoutNulls).ToArray()),
        _ => node?.DeepClone(),
    };

    private static Dictionary<string, JsonObject> ByKey(EmbeddedDefinition embedded, JsonArray list)
    {
        var byKey = new Dictionary<string, JsonObject>();
        foreach (var item in list.OfType<JsonObject>()) byKey[ItemAddress.Of(embedded.Name, embedded.Keys, item).ToString()] = item;
        return byKey;
    }
}

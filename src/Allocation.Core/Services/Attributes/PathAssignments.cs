using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Services.Attributes;

/// <summary>Turns what clients give by path, such as <c>ports[name=eth0].description</c>, into attributes.</summary>
internal static class PathAssignments
{
    /// <summary>The given attributes; each that is addressed inside is the present one with the change in it.</summary>
    public static JsonObject Build(ServiceDefinition definition, JsonObject present, JsonObject given, List<string> mistakes)
    {
        if (given.All(g => IsPlain(definition, g.Key))) return given;
        var tree = new JsonObject();
        foreach (var (key, value) in given.Where(g => IsPlain(definition, g.Key))) tree[key] = value?.DeepClone();
        foreach (var (key, value) in given.Where(g => !IsPlain(definition, g.Key)))
        {
            if (!DictPath.TryParse(key, wild: false, out var path, out var mistake)) mistakes.Add(mistake);
            else if (path.IsRoot || !PointsSomewhere(definition, path))
                mistakes.Add($"{key}: there is no such attribute in a {definition.Name}");
            else Put(tree, present, path, value, isNew: present.Count == 0, mistakes, definition);
        }

        return tree;
    }

    private static bool IsPlain(ServiceDefinition definition, string key) =>
        definition.Shape.Attribute(key) is not null || definition.Shape.Child(key) is not null || key.AsSpan().IndexOfAny(".[\\") < 0;

    private static bool PointsSomewhere(ServiceDefinition definition, DictPath path)
    {
        for (var depth = path.Elements.Count; depth > 0; depth--)
        {
            var (attribute, embedded) = definition.Shape.At(DictPath.Of(path.Elements.Take(depth)));
            if (depth == path.Elements.Count && (attribute is not null || embedded is not null)) return true;
            if (attribute?.Type == AttributeType.Dictionary) return true;
        }

        return false;
    }

    private static void Put(JsonObject tree, JsonObject present, DictPath path, JsonNode? value, bool isNew, List<string> mistakes,
        ServiceDefinition definition)
    {
        var top = path.Elements[0].Name!;
        if (!tree.ContainsKey(top)) tree[top] = present[top]?.DeepClone();
        try
        {
            if (value is null && path.Elements[^1].IsList) path.Remove(tree);
            else path.Set(tree, value?.DeepClone(), construct: isNew, (list, key, text) => KeyValue(definition, list, key, text));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            mistakes.Add(e.Message.TrimEnd('.'));
        }
    }

    private static JsonNode? KeyValue(ServiceDefinition definition, DictPath list, string key, string? text) =>
        definition.Shape.At(list).Embedded?.Shape.Attribute(key)?.Type == AttributeType.Integer
        && long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}

using System.Text.Json.Nodes;

namespace Allocation.Core.Definitions.Paths;

/// <summary>Writes values by path into JSON.</summary>
internal static class PathWriting
{
    /// <summary>
    /// Puts a value at a path. With <paramref name="construct"/>, missing objects and list items on the way are made, an item
    /// with the keys of its selectors. A path that ends in a selector replaces the item, or appends it.
    /// </summary>
    /// <param name="path">Where; without wildcards, not the whole.</param>
    /// <param name="root">Into what; changed.</param>
    /// <param name="value">What; it must have no parent.</param>
    /// <param name="construct">Whether to make what is missing on the way.</param>
    /// <param name="keyValue">Makes the value of a key of a new item from the path of its list, the key and the selector's text; text when
    /// null.</param>
    /// <exception cref="KeyNotFoundException">Something on the way is missing, or a selector picks more than one item.</exception>
    /// <exception cref="InvalidOperationException">The path is wild or the whole, or leads through a plain value.</exception>
    public static void Set(
        this DictPath path,
        JsonObject root,
        JsonNode? value,
        bool construct = true,
        Func<DictPath, string, string?, JsonNode?>? keyValue = null)
    {
        if (path.IsWild || path.IsRoot)
            throw new InvalidOperationException($"Nothing can be set at '{path}': it is {(path.IsRoot ? "the whole" : "wild")}.");
        var container = root;
        for (var i = 0; i < path.Elements.Count - 1; i++)
            container = Enter(path, container, i, construct, keyValue);

        var last = path.Elements[^1];
        if (last.IsList) PutItem(path, container, last, value);
        else container[last.Name!] = value;
    }

    /// <summary>Removes what is at a path; nothing when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The path is wild or the whole.</exception>
    public static void Remove(this DictPath path, JsonObject root)
    {
        if (path.IsWild || path.IsRoot)
            throw new InvalidOperationException($"Nothing can be removed at '{path}': it is {(path.IsRoot ? "the whole" : "wild")}.");
        if (!path.Parent.TryGet(root, out var node) || node is not JsonObject container) return;
        var last = path.Elements[^1];
        if (!last.IsList) container.Remove(last.Name!);
        else if (container[last.Name!] is JsonArray list)
            foreach (var item in PathLookup.Items(list, last).ToList()) list.Remove(item);
    }

    private static JsonObject Enter(DictPath path, JsonObject container, int i, bool construct,
        Func<DictPath, string, string?, JsonNode?>? keyValue)
    {
        var element = path.Elements[i];
        var present = container[element.Name!];
        if (!element.IsList)
        {
            if (present is JsonObject inner) return inner;
            if (present is not null) throw Through(path, element);
            if (!construct) throw Missing(path, element);
            var made = new JsonObject();
            container[element.Name!] = made;
            return made;
        }

        var list = ListIn(path, container, element, construct);
        var items = PathLookup.Items(list, element).Take(2).ToList();
        if (items.Count == 1) return items[0];
        if (items.Count > 1 || !construct) throw Missing(path, element);
        var listPath = DictPath.Of(path.Elements.Take(i + 1));
        var item = new JsonObject();
        foreach (var selector in element.Selectors)
            item[selector.Key!] = keyValue is null ? JsonValue.Create(selector.Value) : keyValue(listPath, selector.Key!, selector.Value);
        list.Add((JsonNode)item);
        return item;
    }

    private static void PutItem(DictPath path, JsonObject container, PathElement last, JsonNode? value)
    {
        if (value is not JsonObject item) throw new InvalidOperationException($"The value for '{path}' must be an object.");
        foreach (var selector in last.Selectors)
        {
            if (!item.TryGetPropertyValue(selector.Key!, out var key)) item[selector.Key!] = JsonValue.Create(selector.Value);
            else if (!PathComparison.Same(key, selector.Value))
                throw new InvalidOperationException($"The value for '{path}' must have the same '{selector.Key}'.");
        }

        var list = ListIn(path, container, last, construct: true);
        var present = PathLookup.Items(list, last).Take(2).ToList();
        if (present.Count > 1) throw Missing(path, last);
        if (present.Count == 1) list[list.IndexOf(present[0])] = item;
        else list.Add((JsonNode)item);
    }

    private static JsonArray ListIn(DictPath path, JsonObject container, PathElement element, bool construct)
    {
        var present = container[element.Name!];
        if (present is JsonArray list) return list;
        if (present is not null) throw Through(path, element);
        if (!construct) throw Missing(path, element);
        var made = new JsonArray();
        container[element.Name!] = made;
        return made;
    }

    private static KeyNotFoundException Missing(DictPath path, PathElement element) =>
        new($"'{path}': '{element}' must exist exactly once.");

    private static InvalidOperationException Through(DictPath path, PathElement element) =>
        new($"'{path}' leads through a plain value at '{element}'.");
}

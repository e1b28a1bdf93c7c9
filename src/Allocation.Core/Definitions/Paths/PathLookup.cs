using System.Text.Json.Nodes;

namespace Allocation.Core.Definitions.Paths;

/// <summary>Reads values by path out of JSON.</summary>
internal static class PathLookup
{
    /// <summary>The one value at a path; null when it is JSON null.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is there, or a selector picks more than one item.</exception>
    /// <exception cref="InvalidOperationException">The path leads through a null or a plain value.</exception>
    public static JsonNode? Get(this DictPath path, JsonNode? root)
    {
        var node = root;
        foreach (var element in path.Elements)
        {
            if (node is not JsonObject container)
                throw new InvalidOperationException($"'{path}' leads through {(node is null ? "null" : "a value")} at '{element}'.");
            var found = Step(container, element).Take(2).ToList();
            if (found.Count != 1)
                throw new KeyNotFoundException($"'{path}': '{element}' is {(found.Count == 0 ? "missing" : "there more than once")}.");
            node = found[0].Value;
        }

        return node;
    }

    /// <summary>As <see cref="Get"/>, but false when there is no such value.</summary>
    public static bool TryGet(this DictPath path, JsonNode? root, out JsonNode? value)
    {
        value = root;
        foreach (var element in path.Elements)
        {
            if (value is not JsonObject container) return false;
            if (element is { Name: { } name, IsList: false })
            {
                if (!container.TryGetPropertyValue(name, out value)) return false;
                continue;
            }

            var found = Step(container, element).Take(2).ToList();
            if (found.Count != 1) return false;
            value = found[0].Value;
        }

        return true;
    }

    /// <summary>All values that a wild path matches, each with its own path; none when a branch is null or missing.</summary>
    public static IEnumerable<(DictPath Path, JsonNode? Value)> GetAll(this DictPath path, JsonNode? root)
    {
        IEnumerable<(DictPath Path, JsonNode? Value)> found = [(DictPath.Root, root)];
        foreach (var element in path.Elements)
        {
            found = found.SelectMany(f => f.Value is JsonObject container
                ? Step(container, element).Select(s => (f.Path.Then(s.Element), s.Value))
                : []);
        }

        return found;
    }

    /// <summary>The items of a list that meet all selectors of a step.</summary>
    internal static IEnumerable<JsonObject> Items(JsonArray list, PathElement element) =>
        list.OfType<JsonObject>().Where(item => element.Selectors.All(s => Meets(item, s)));

    private static IEnumerable<(PathElement Element, JsonNode? Value)> Step(JsonObject container, PathElement element)
    {
        foreach (var (name, value) in Members(container, element.Name))
        {
            if (!element.IsList)
            {
                yield return (new PathElement(name), value);
            }
            else if (value is JsonArray list)
            {
                foreach (var item in Items(list, element))
                    yield return (element.IsWild
                        ? new PathElement(name, element.Selectors.SelectMany(s => Concrete(item, s)).ToList())
                        : element, item);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject container, string? name)
    {
        if (name is null) return container;
        return container.TryGetPropertyValue(name, out var value) ? [new(name, value)] : [];
    }

    private static bool Meets(JsonObject item, PathSelector selector)
    {
        if (selector.Key is { } key)
            return item.TryGetPropertyValue(key, out var value) && (selector.AnyValue || PathComparison.Same(value, selector.Value));
        return selector.AnyValue ? item.Count > 0 : item.Any(member => PathComparison.Same(member.Value, selector.Value));
    }

    // What a wildcard stood for; any key with a given value names the first key that has it.
    private static IEnumerable<PathSelector> Concrete(JsonObject item, PathSelector selector)
    {
        if (selector.Key is { } key) return [new PathSelector(key, PathComparison.TextOf(item[key]))];
        return selector.AnyValue
            ? item.Select(m => new PathSelector(m.Key, PathComparison.TextOf(m.Value)))
            : [new PathSelector(item.First(m => PathComparison.Same(m.Value, selector.Value)).Key, selector.Value)];
    }
}

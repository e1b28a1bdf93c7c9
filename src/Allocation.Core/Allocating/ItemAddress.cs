using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Allocating;

/// <summary>How one item of a list is addressed.</summary>
internal static class ItemAddress
{
    /// <summary>As <c>list[key=value]</c> with each of the keys.</summary>
    public static PathElement Of(string list, IReadOnlyList<string> keys, JsonObject item)
    {
        var selectors = new PathSelector[keys.Count];
        for (var i = 0; i < keys.Count; i++) selectors[i] = new PathSelector(keys[i], PathComparison.TextOf(item[keys[i]]));
        return new PathElement(list, selectors);
    }
}

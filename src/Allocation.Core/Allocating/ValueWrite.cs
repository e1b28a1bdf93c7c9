using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Allocating;

/// <summary>A value on its way into the candidate set.</summary>
/// <param name="Path">Where, from the root of the service.</param>
/// <param name="Fallback">The attribute that keeps it in a map from path to value; null when it is kept in place.</param>
/// <param name="Value">The value; null to take it away.</param>
internal sealed record ValueWrite(DictPath Path, string? Fallback, JsonNode? Value)
{
    /// <summary>Puts the value into the attributes of a service.</summary>
    /// <exception cref="KeyNotFoundException">The item it belongs to is not there.</exception>
    public void Into(JsonObject root)
    {
        if (Fallback is null)
        {
            Path.Set(root, Value?.DeepClone(), construct: false);
            return;
        }

        if (root[Fallback] is not JsonObject map) root[Fallback] = map = [];
        map[Path.ToString()] = Value?.DeepClone();
    }

    /// <summary>Whether the attributes have a value there.</summary>
    public bool IsIn(JsonObject root) =>
        Fallback is null ? Path.TryGet(root, out var value) && value is not null : root[Fallback]?[Path.ToString()] is not null;
}

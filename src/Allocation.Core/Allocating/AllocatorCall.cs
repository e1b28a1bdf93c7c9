using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Allocating;

/// <summary>An allocator on a level.</summary>
internal sealed record AllocatorCall(AllocatorBinding Binding, AllocationLevel Level)
{
    /// <summary>Tells this call from all others of the instance.</summary>
    public string Id => $"{Binding.Source}@{Level.Path}";

    /// <summary>The bound attribute from the root; null when nothing is bound.</summary>
    public DictPath? Attribute { get; } = Binding.Attribute is { } attribute ? Level.Path.Then(attribute) : null;

    /// <summary>What messages call it.</summary>
    public string Name => Attribute?.ToString() ?? (Level.Path.IsRoot ? Binding.Allocator : $"{Level.Path}: {Binding.Allocator}");

    /// <summary>The value that the bound attribute has.</summary>
    public JsonNode? Current => Binding.Attribute is { } attribute && attribute.TryGet(Level.Node, out var value) ? value : null;

    /// <summary>Whether there is something to set the attribute in: an embedded entity may be absent.</summary>
    public bool HasPlace =>
        Binding.Attribute is not { } attribute || (attribute.Parent.TryGet(Level.Node, out var parent) && parent is JsonObject);

    /// <summary>The arguments of the allocator, for this level.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Arguments() =>
        Binding.Arguments.ToDictionary(a => a.Key, a => a.Value.Resolve(Level.Root, Level.Node), StringComparer.OrdinalIgnoreCase);

    /// <summary>An argument as text, as far as its value is known now; null when there is none.</summary>
    public string? Text(string argument) =>
        Binding.Arguments.TryGetValue(argument, out var told) ? PathComparison.TextOf(told.Resolve(Level.Root, Level.Node)) : null;

    /// <summary>The write of a value to a path from this level.</summary>
    public ValueWrite Write(DictPath path, JsonNode? value) => new(Level.Path.Then(path), Level.Fallback, value);
}

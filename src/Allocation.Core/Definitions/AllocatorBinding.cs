namespace Allocation.Core.Definitions;

/// <summary>An allocator at its place, with what it is told.</summary>
/// <param name="Allocator">The name of a built-in or registered allocator.</param>
public sealed record AllocatorBinding(string Allocator) : AllocationNode
{
    /// <summary>The attribute to fill, from the level of this node; it is filled only while it has no value. Null for an allocator that sets what it likes.</summary>
    public DictPath? Attribute { get; init; }

    /// <summary>The attribute beside it that gets the reservation id of the allocation; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>What the allocator is told, by name.</summary>
    public IReadOnlyDictionary<string, Argument> Arguments { get; init; } = new Dictionary<string, Argument>();

    /// <summary>Whether no two living instances may hold the same value, for allocators that do not see to that themselves.</summary>
    public bool Unique { get; init; }

    /// <summary>Attributes of the same item: when an update changes one of them, the value is allocated anew.</summary>
    public IReadOnlyList<string> RefreshOn { get; init; } = [];

    /// <summary>Where in the definition's document it stands, for messages.</summary>
    public string Source { get; init; } = "";
}

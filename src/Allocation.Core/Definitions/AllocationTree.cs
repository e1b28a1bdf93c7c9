using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Definitions;

/// <summary>One node of the tree that says which allocators fill what.</summary>
public abstract record AllocationNode
{
    private protected AllocationNode()
    {
    }

    /// <summary>The allocators of this node and of those below it.</summary>
    internal abstract IEnumerable<AllocatorBinding> Bindings { get; }

    /// <summary>What the kind of this node makes of it. A new kind of node is one more parameter, so that it cannot be forgotten.</summary>
    internal abstract T Match<T>(Func<AllocatorBinding, T> binding, Func<ForEachNode, T> loop, Func<FallbackNode, T> fallback);
}

/// <summary>An allocator at its place, with its arguments.</summary>
/// <param name="Allocator">The name of a built-in or registered allocator.</param>
internal sealed record AllocatorBinding(string Allocator) : AllocationNode
{
    /// <summary>The attribute to fill, from the level of this node; it is filled only while it has no value. Null for an allocator that
    /// sets what it likes.</summary>
    public DictPath? Attribute { get; init; }

    /// <summary>The attribute beside it that gets the reservation id of the allocation; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>The arguments of the allocator, by name.</summary>
    public IReadOnlyDictionary<string, Argument> Arguments { get; init; } = new Dictionary<string, Argument>();

    /// <summary>Whether no two living instances may hold the same value, for allocators that do not see to that themselves.</summary>
    public bool Unique { get; init; }

    /// <summary>Attributes of the same item: when an update changes one of them, the value is allocated anew.</summary>
    public IReadOnlyList<string> RefreshOn { get; init; } = [];

    /// <summary>Where in the definition's document it stands, for messages.</summary>
    public string Source { get; init; } = "";

    /// <inheritdoc/>
    internal override IEnumerable<AllocatorBinding> Bindings => [this];

    /// <inheritdoc/>
    internal override T Match<T>(Func<AllocatorBinding, T> binding, Func<ForEachNode, T> loop, Func<FallbackNode, T> fallback) =>
        binding(this);
}

/// <summary>Runs its nodes for every item of an embedded list, in the order of the list. Source: Inmanta's <c>ForEach</c> and
/// <c>SetSensitiveForEach</c>.</summary>
/// <param name="List">The list, from the level of this node.</param>
/// <param name="IdentifiedBy">The attributes by which an item is addressed.</param>
/// <param name="Apply">What runs for each item, in order.</param>
internal sealed record ForEachNode(DictPath List, IReadOnlyList<string> IdentifiedBy, IReadOnlyList<AllocationNode> Apply) : AllocationNode
{
    /// <summary>
    /// Whether allocators that decide for themselves run again for all items when an item came or went. Values that are
    /// there are left unchanged all the same.
    /// </summary>
    public bool SetSensitive { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<AllocatorBinding> Bindings => Apply.SelectMany(node => node.Bindings);

    /// <inheritdoc/>
    internal override T Match<T>(Func<AllocatorBinding, T> binding, Func<ForEachNode, T> loop, Func<FallbackNode, T> fallback) =>
        loop(this);
}

/// <summary>
/// Keeps all values that its nodes set in one <c>dict</c> attribute of the service, as a flat map from path to value, for
/// definitions without strict modifiers. Source: Inmanta's <c>ContextV2Wrapper</c>.
/// </summary>
/// <param name="Attribute">The attribute, at the top level.</param>
/// <param name="Apply">What runs below it, in order.</param>
internal sealed record FallbackNode(string Attribute, IReadOnlyList<AllocationNode> Apply) : AllocationNode
{
    /// <summary>
    /// Whether the values of items that are gone are dropped. Without it they stay in the map and are held, and the item
    /// reappears when the map is unwrapped.
    /// </summary>
    public bool TrackDeletes { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<AllocatorBinding> Bindings => Apply.SelectMany(node => node.Bindings);

    /// <inheritdoc/>
    internal override T Match<T>(Func<AllocatorBinding, T> binding, Func<ForEachNode, T> loop, Func<FallbackNode, T> fallback) =>
        fallback(this);
}

using Allocation.Core.Definitions.Lifecycles;

namespace Allocation.Core.Definitions;

/// <summary>What a kind of service is: its attributes, its lifecycle, and which allocators fill which attributes.</summary>
public sealed record ServiceDefinition
{
    /// <summary>Its name; compared without case.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; instances remember the one they were last validated with.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The attribute that names an instance.</summary>
    public required string Identity { get; init; }

    /// <summary>Attributes and embedded entities.</summary>
    public required EntityShape Shape { get; init; }

    /// <summary>Whether modifiers hold at every depth; otherwise that of the outermost embedded entity holds for all below it.</summary>
    public bool StrictModifiers { get; init; } = true;

    /// <summary>
    /// Whether a rejected instance keeps the values that were allocated before the failure. Source: Inmanta's
    /// <c>AllocatorWrapper</c>; without it nothing is kept.
    /// </summary>
    public bool FailSafe { get; init; } = true;

    /// <summary>The states and edges of its instances.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>The allocators in the order in which they run; what they took is given back in reverse order.</summary>
    public required IReadOnlyList<AllocationNode> Allocation { get; init; }

    /// <summary>All allocators of the definition, in order.</summary>
    internal IEnumerable<AllocatorBinding> Bindings => Allocation.SelectMany(node => node.Bindings);

    /// <summary>The document it was read from.</summary>
    public string Document { get; init; } = "";
}

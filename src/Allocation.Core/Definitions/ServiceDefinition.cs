namespace Allocation.Core.Definitions;

/// <summary>What a kind of service is: its attributes, its lifecycle, and which allocators fill which attributes, in order.</summary>
public sealed record ServiceDefinition
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; instances remember the one they were made with.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Its attributes.</summary>
    public required IReadOnlyList<AttributeDefinition> Attributes { get; init; }

    /// <summary>The states and edges of its instances.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>The allocators in the order in which they run; given back in reverse order.</summary>
    public required IReadOnlyList<AllocatorBinding> Allocators { get; init; }
}

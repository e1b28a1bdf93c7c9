namespace Allocation.Core.Definitions;

/// <summary>An argument that an allocator can have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Required">Whether a definition must give it.</param>
public sealed record AllocatorParameter(string Name, AttributeType Type, bool Required = false)
{
    /// <summary>Another type of values that it takes; null for none.</summary>
    internal AttributeType? AlsoType { get; init; }

    /// <summary>Its types as definitions name them.</summary>
    internal string Types => AlsoType is { } other ? $"{AttributeTypes.NameOf(Type)} or {AttributeTypes.NameOf(other)}"
        : AttributeTypes.NameOf(Type);

    /// <summary>The least value of a number; null for any.</summary>
    public long? Least { get; init; }

    /// <summary>Whether it must be the same for all instances, so that it is in the definition.</summary>
    public bool ConstantOnly { get; init; }
}

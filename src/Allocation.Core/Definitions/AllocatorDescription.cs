namespace Allocation.Core.Definitions;

/// <summary>What a definition must know of an allocator to bind it.</summary>
/// <param name="Name">Its name; compared without case.</param>
public sealed record AllocatorDescription(string Name)
{
    /// <summary>What it can be told; null for anything.</summary>
    public IReadOnlyList<AllocatorParameter>? Parameters { get; init; }

    /// <summary>Whether it fills exactly the attribute that it is bound to.</summary>
    public bool NeedsAttribute { get; init; }

    /// <summary>The type of the values it gives; null when that is not known.</summary>
    public AttributeType? Gives { get; init; }

    /// <summary>The arguments with which it takes from somebody else's system, which needs a lifecycle that gives back until it succeeds.</summary>
    public IReadOnlyList<string> OutsideWith { get; init; } = [];
}

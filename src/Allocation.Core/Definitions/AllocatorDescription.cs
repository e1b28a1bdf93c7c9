namespace Allocation.Core.Definitions;

/// <summary>What a definition must know of an allocator to bind it.</summary>
/// <param name="Name">Its name; compared without case.</param>
public sealed record AllocatorDescription(string Name)
{
    /// <summary>The arguments that it can have; null for anything.</summary>
    public IReadOnlyList<AllocatorParameter>? Parameters { get; init; }

    /// <summary>Whether it fills exactly the attribute that it is bound to.</summary>
    public bool NeedsAttribute { get; init; }

    /// <summary>The type of the values it gives; null when that is not known.</summary>
    public AttributeType? Gives { get; init; }

    /// <summary>Another type of values that it gives, when the attribute is of it; null for none.</summary>
    internal AttributeType? GivesAlso { get; init; }

    /// <summary>Arguments of which a definition must give one; empty when it may give none.</summary>
    public IReadOnlyList<string> NeedsOneOf { get; init; } = [];

    /// <summary>Arguments that must not be given together.</summary>
    public IReadOnlyList<(string One, string Other)> Excludes { get; init; } = [];

    /// <summary>The argument whose value the attribute gets as it is; null when the allocator makes the value itself.</summary>
    public string? GivesArgument { get; init; }

    /// <summary>The arguments that are the ends of a half-open range, of which the first must be below the second; null for none.</summary>
    public (string From, string To)? Range { get; init; }

    /// <summary>The arguments with which it takes from an external system, which needs a lifecycle that gives back until it
    /// succeeds.</summary>
    public IReadOnlyList<string> ExternalWith { get; init; } = [];
}

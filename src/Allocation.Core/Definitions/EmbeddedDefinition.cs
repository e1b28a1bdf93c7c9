namespace Allocation.Core.Definitions;

/// <summary>An entity that lives inside another one: one object, or a list of them.</summary>
/// <param name="Name">The name under which it is kept.</param>
/// <param name="Shape">What it is made of.</param>
public sealed record EmbeddedDefinition(string Name, EntityShape Shape)
{
    /// <summary>Who may add and remove it: <c>r</c> only allocation, <c>rw</c> at creation only, <c>rw+</c> in every update.</summary>
    public AttributeModifier Modifier { get; init; } = AttributeModifier.ReadWrite;

    /// <summary>The attributes that together tell one item from another; none only where there is at most one item, or without strict
    /// modifiers.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>How many there are at least.</summary>
    public int Lower { get; init; }

    /// <summary>How many there are at most; null for any number. With 1 it is kept as an object, else as a list.</summary>
    public int? Upper { get; init; }

    /// <summary>Whether it is a list.</summary>
    public bool Many => Upper != 1;
}

namespace Allocation.Core.Definitions.Paths;

/// <summary>One step of a path: a key, or the items of a list that meet all selectors.</summary>
/// <param name="Name">The key, or the key of the list; null for the wildcard.</param>
/// <param name="Selectors">The conditions; none for a plain key.</param>
public sealed record PathElement(string? Name, IReadOnlyList<PathSelector> Selectors)
{
    /// <summary>A plain key.</summary>
    public PathElement(string name)
        : this(name, [])
    {
    }

    /// <summary>Whether it picks items of a list.</summary>
    public bool IsList => Selectors.Count > 0;

    /// <summary>Whether it has a wildcard.</summary>
    public bool IsWild => Name is null || Selectors.Any(s => s.IsWild);

    /// <summary>Same name, same selectors in the same order.</summary>
    public bool Equals(PathElement? other) => other is not null && Name == other.Name && Selectors.SequenceEqual(other.Selectors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Selectors.Count);

    /// <summary>As it is written in a path.</summary>
    public override string ToString() => (Name is null ? "*" : PathText.Escape(Name)) + string.Concat(Selectors);
}

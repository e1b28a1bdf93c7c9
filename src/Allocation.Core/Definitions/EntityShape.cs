using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Definitions;

/// <summary>What a service, or an embedded entity, is made of.</summary>
public sealed record EntityShape
{
    private readonly Dictionary<string, AttributeDefinition> _attributes;
    private readonly Dictionary<string, EmbeddedDefinition> _embedded;

    /// <summary>A shape of attributes and embedded entities; all names differ.</summary>
    public EntityShape(IReadOnlyList<AttributeDefinition> attributes, IReadOnlyList<EmbeddedDefinition> embedded)
    {
        Attributes = attributes;
        Embedded = embedded;
        _attributes = attributes.ToDictionary(a => a.Name);
        _embedded = embedded.ToDictionary(e => e.Name);
    }

    /// <summary>The attributes in the order of the definition.</summary>
    public IReadOnlyList<AttributeDefinition> Attributes { get; }

    /// <summary>The embedded entities in the order of the definition.</summary>
    public IReadOnlyList<EmbeddedDefinition> Embedded { get; }

    /// <summary>The attribute of that name, or null.</summary>
    public AttributeDefinition? Attribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>The embedded entity of that name, or null.</summary>
    public EmbeddedDefinition? Child(string name) => _embedded.GetValueOrDefault(name);

    /// <summary>The attribute or embedded entity that a path points to; null for both when it points nowhere.</summary>
    public (AttributeDefinition? Attribute, EmbeddedDefinition? Embedded) At(DictPath path)
    {
        var shape = this;
        for (var i = 0; i < path.Elements.Count; i++)
        {
            var element = path.Elements[i];
            var last = i == path.Elements.Count - 1;
            if (element.Name is not { } name) return default;
            if (shape.Attribute(name) is { } attribute) return last && !element.IsList ? (attribute, null) : default;
            if (shape.Child(name) is not { } child || (element.IsList && !child.Many) || (!element.IsList && child.Many && !last))
                return default;
            if (last) return (null, child);
            shape = child.Shape;
        }

        return default;
    }
}

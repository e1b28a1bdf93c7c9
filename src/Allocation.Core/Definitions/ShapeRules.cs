namespace Allocation.Core.Definitions;

/// <summary>What embedded entities must keep to.</summary>
internal static class ShapeRules
{
    public static void Check(DocumentPart document, EntityShape shape, bool strict)
    {
        foreach (var embedded in shape.Embedded) Check(document, embedded, embedded.Name, strict);
    }

    private static void Check(DocumentPart document, EmbeddedDefinition embedded, string path, bool strict)
    {
        if (strict && embedded.Many && embedded.Keys.Count == 0)
            document.Wrong($"embedded.{path}.keys",
                "with strict modifiers the items of a list must have key attributes, which identify them in an update");
        if (embedded.Modifier == AttributeModifier.Read) CheckReadOnly(document, embedded, path);
        else if (embedded.Keys.Any(k => embedded.Shape.Attribute(k)?.Modifier == AttributeModifier.Read))
            document.Wrong($"embedded.{path}.keys", "a key that only allocation sets must be in an embedded entity with the modifier r");
        foreach (var child in embedded.Shape.Embedded) Check(document, child, $"{path}.embedded.{child.Name}", strict);
    }

    private static void CheckReadOnly(DocumentPart document, EmbeddedDefinition embedded, string path)
    {
        foreach (var attribute in embedded.Shape.Attributes.Where(a => a.Modifier != AttributeModifier.Read))
            document.Wrong($"embedded.{path}.attributes.{attribute.Name}.modifier",
                "inside an embedded entity with the modifier r everything must have the modifier r");
        foreach (var child in embedded.Shape.Embedded.Where(c => c.Modifier != AttributeModifier.Read))
            document.Wrong($"embedded.{path}.embedded.{child.Name}.modifier",
                "inside an embedded entity with the modifier r everything must have the modifier r");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Pools;

namespace Allocation.Core.Definitions;

/// <summary>Reads the attributes and embedded entities of a document.</summary>
internal static class ShapeReader
{
    /// <summary>The members that hold a shape.</summary>
    public static string[] Members { get; } = ["attributes", "embedded"];

    /// <summary>The shape; parts that are wrong are noted and left out.</summary>
    public static EntityShape Read(DocumentPart part)
    {
        var attributes = new List<AttributeDefinition>();
        if (part.Child("attributes") is { } named)
            foreach (var name in named.Names)
                if (ReadAttribute(named, name) is { } attribute) attributes.Add(attribute);

        var embedded = new List<EmbeddedDefinition>();
        if (part.Child("embedded") is { } children)
        {
            foreach (var name in children.Names)
            {
                if (attributes.Any(a => a.Name == name)) children.Wrong(name, "an attribute already has that name");
                else if (GoodName(children, name) && children.Child(name) is { } child) embedded.Add(ReadEmbedded(child, name));
            }
        }

        return new EntityShape(attributes, embedded);
    }

    private static AttributeDefinition? ReadAttribute(DocumentPart parent, string name)
    {
        if (!GoodName(parent, name)) return null;
        if (parent.Has(name) && parent.Raw(name).ValueKind == JsonValueKind.String)
            return ReadType(parent, name, parent.Raw(name).GetString()!) is { } brief
                ? new(name, brief, AttributeModifier.ReadWrite)
                : null;

        if (parent.Child(name) is not { } part)
        {
            parent.Wrong(name, $"it must be a type, or an object with one ({AttributeTypes.Known})");
            return null;
        }

        part.Only("type", "modifier", "optional", "default", "description");
        var type = part.Text("type", required: true) is { } typeName ? ReadType(part, "type", typeName) : null;
        var attribute = new AttributeDefinition(name, type ?? AttributeType.Text, ReadModifier(part), part.Flag("optional", false));
        if (!part.Has("default") || type is null) return attribute;
        return attribute with { Default = ReadDefault(part, attribute) };
    }

    private static JsonNode? ReadDefault(DocumentPart part, AttributeDefinition attribute)
    {
        var value = part.Node("default")!;
        if (attribute.Modifier == AttributeModifier.Read)
            part.Wrong("default", "an attribute that only allocation sets must not have a default");
        else if (!AttributeTypes.Fits(attribute.Type, value))
            part.Wrong("default", $"{value.ToJsonString()} is not of type {AttributeTypes.NameOf(attribute.Type)}");
        else return AttributeTypes.Store(attribute.Type, value);
        return null;
    }

    private static EmbeddedDefinition ReadEmbedded(DocumentPart part, string name)
    {
        part.Only([.. Members, "modifier", "keys", "lower", "upper", "description"]);
        var shape = Read(part);
        var embedded = new EmbeddedDefinition(name, shape)
        {
            Modifier = ReadModifier(part),
            Keys = part.Texts("keys"),
            Lower = part.Count("lower") ?? 0,
            Upper = part.Count("upper"),
        };
        if (embedded.Upper < Math.Max(1, embedded.Lower)) part.Wrong("upper", "it must not be below 1 or below lower");
        foreach (var key in embedded.Keys) CheckKey(part, shape, key);
        if (embedded.Keys.Distinct().Count() < embedded.Keys.Count) part.Wrong("keys", "a key must not be there twice");
        return embedded;
    }

    private static void CheckKey(DocumentPart part, EntityShape shape, string key)
    {
        if (shape.Attribute(key) is not { } attribute) part.Wrong("keys", $"'{key}' must be one of its attributes");
        else if (attribute.Modifier == AttributeModifier.ReadWritePlus)
            part.Wrong("keys", $"'{key}' must not have the modifier rw+: a key never changes");
        else if (attribute.Optional) part.Wrong("keys", $"'{key}' must not be optional");
        else if (attribute.Type is not (AttributeType.Text or AttributeType.Integer))
            part.Wrong("keys", $"'{key}' must be a string or an int");
    }

    private static bool GoodName(DocumentPart parent, string name)
    {
        var mistake = name.Length == 0 ? "must not be empty" : NameRules.Mistake(name, 200);
        if (mistake is not null) parent.Wrong(name, $"a name {mistake}");
        return mistake is null;
    }

    private static AttributeType? ReadType(DocumentPart part, string member, string name)
    {
        var type = AttributeTypes.Find(name);
        if (type is null) part.Wrong(member, $"'{name}' is not a type ({AttributeTypes.Known})");
        return type;
    }

    private static AttributeModifier ReadModifier(DocumentPart part)
    {
        if (part.Text("modifier", "rw") is not { } name) return AttributeModifier.ReadWrite;
        if (AttributeModifiers.Find(name) is { } modifier) return modifier;
        part.Wrong("modifier", $"'{name}' is not a modifier (r, rw, rw+)");
        return AttributeModifier.ReadWrite;
    }
}

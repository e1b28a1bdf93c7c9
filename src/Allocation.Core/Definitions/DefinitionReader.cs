using System.Text.Json;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Json;
using Allocation.Core.Pools;

namespace Allocation.Core.Definitions;

/// <summary>Reads service definitions from their JSON documents.</summary>
internal static class DefinitionReader
{
    /// <summary>The definition of a document.</summary>
    /// <param name="document">JSON; comments and trailing commas are allowed.</param>
    /// <param name="allocators">The allocators that there are; null when the document was checked before and is only read again.</param>
    /// <exception cref="InvalidDefinitionException">It has mistakes, all of which are listed with their paths.</exception>
    public static ServiceDefinition Read(string document, IAllocatorDirectory? allocators)
    {
        var json = Parse(document);
        var mistakes = new List<string>();
        var part = new DocumentPart(json, "", mistakes);
        if (mistakes.Count > 0) throw new InvalidDefinitionException(null, mistakes);
        part.Only([.. ShapeReader.Members, "$schema", "name", "description", "identity", "strictModifiers", "failSafe",
            "lifecycle", "allocation"]);

        var name = part.Text("name", required: true);
        if (name is not null && NameMistake(name) is { } mistake) part.Wrong("name", mistake);
        var strict = part.Flag("strictModifiers", true);
        var shape = ShapeReader.Read(part);
        ShapeRules.Check(part, shape, strict);
        var identity = part.Text("identity", "name") ?? "name";
        CheckIdentity(part, shape, identity);
        var lifecycle = LifecycleReader.Read(part);
        var allocation = AllocationReader.Read(part, "allocation");
        if (allocators is not null && lifecycle is not null) LifecycleReader.CheckNew(part, lifecycle);
        if (allocators is not null)
            new AllocationRules(part, shape, strict, lifecycle?.States.Any(s => s.Releases) ?? true, allocators).Check(allocation);
        allocation = DataFlow.Sort(allocation, cycle =>
            part.Wrong("allocation", $"these wait for each other: {string.Join(" -> ", cycle)}"));
        if (mistakes.Count > 0) throw new InvalidDefinitionException(name, mistakes);
        return new ServiceDefinition
        {
            Name = name!,
            Description = part.Text("description"),
            Identity = identity,
            Shape = shape,
            StrictModifiers = strict,
            FailSafe = part.Flag("failSafe", true),
            Lifecycle = lifecycle!,
            Allocation = allocation,
            Document = document,
        };
    }

    private static JsonElement Parse(string document)
    {
        try
        {
            return OutsideJson.Read(document, isLenient: true);
        }
        catch (OutsideJsonException error)
        {
            throw new InvalidDefinitionException(null, [error.Message]);
        }
    }

    private static string? NameMistake(string name)
    {
        if (NameRules.Mistake(name, 200) is { } mistake) return $"the name of a definition {mistake}";
        return name.AsSpan().IndexOfAny("*?[]:") >= 0 ? "the name of a definition must not contain * ? [ ] or a colon" : null;
    }

    private static void CheckIdentity(DocumentPart part, EntityShape shape, string identity)
    {
        if (shape.Attribute(identity) is not { } attribute)
            part.Wrong("identity", $"there is no attribute '{identity}'");
        else if (attribute.Modifier != AttributeModifier.ReadWrite || attribute.Optional
            || attribute.Type is not (AttributeType.Text or AttributeType.Integer))
            part.Wrong("identity", $"'{identity}' must be a string or an int with the modifier rw, and not optional");
    }
}

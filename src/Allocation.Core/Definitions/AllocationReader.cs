using System.Text.Json;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Definitions;

/// <summary>
/// Reads the allocation of a document. An attribute path with wildcards, such as <c>ports[name=*].vlan_id</c>, is short for a
/// loop over the items with the rest of the path inside.
/// </summary>
internal static class AllocationReader
{
    private static readonly string[] s_kinds = ["allocator", "forEach", "fallback"];

    /// <summary>The nodes of a list, in the order of the document.</summary>
    public static IReadOnlyList<AllocationNode> Read(DocumentPart part, string member) =>
        part.Items(member).Select(ReadNode).OfType<AllocationNode>().ToList();

    private static AllocationNode? ReadNode(DocumentPart part)
    {
        switch (s_kinds.Where(part.Has).ToList())
        {
            case ["allocator"]:
                return ReadBinding(part);
            case ["forEach"]:
                return ReadLoop(part);
            case ["fallback"]:
                part.Only("fallback", "trackDeletes", "apply");
                return new FallbackNode(part.Text("fallback") ?? "", Apply(part)) { TrackDeletes = part.Flag("trackDeletes", false) };
            default:
                part.Wrong("", $"exactly one of {string.Join(", ", s_kinds)} is expected");
                return null;
        }
    }

    private static ForEachNode? ReadLoop(DocumentPart part)
    {
        part.Only("forEach", "item", "identifiedBy", "setSensitive", "apply");
        if (PathOf(part, "forEach", wild: false) is not { } list) return null;
        var identifiedBy = part.Texts("identifiedBy");
        if (identifiedBy.Count == 0) part.Wrong("identifiedBy", "it is missing");
        return new ForEachNode(list, identifiedBy, Apply(part)) { SetSensitive = part.Flag("setSensitive", false) };
    }

    private static IReadOnlyList<AllocationNode> Apply(DocumentPart part)
    {
        if (!part.Has("apply")) part.Wrong("apply", "it is missing");
        return Read(part, "apply");
    }

    private static AllocationNode? ReadBinding(DocumentPart part)
    {
        part.Only("attribute", "allocator", "arguments", "key", "unique", "refreshOn");
        var binding = new AllocatorBinding(part.Text("allocator") ?? "")
        {
            Key = part.Text("key"),
            Unique = part.Flag("unique", false),
            RefreshOn = part.Texts("refreshOn"),
            Arguments = part.Child("arguments") is { } arguments ? ReadArguments(arguments) : new Dictionary<string, Argument>(),
            Source = part.Path,
        };
        if (!part.Has("attribute")) return binding;
        return PathOf(part, "attribute", wild: true) is { } path ? Nest(part, path, binding) : null;
    }

    private static AllocationNode? Nest(DocumentPart part, DictPath path, AllocatorBinding binding)
    {
        var loop = path.Elements.ToList().FindIndex(e => e.IsList);
        if (path.Elements.Any(e => e.Name is null || e.Selectors.Any(s => s.Key is null || !s.AnyValue)))
        {
            part.Wrong("attribute", "only the values of keys may be wildcards here, and all of them are, as in ports[name=*].vlan_id");
            return null;
        }

        if (loop < 0) return binding with { Attribute = path };
        var list = DictPath.Of([.. path.Elements.Take(loop), new PathElement(path.Elements[loop].Name!)]);
        var keys = path.Elements[loop].Selectors.Select(s => s.Key!).ToList();
        var rest = DictPath.Of(path.Elements.Skip(loop + 1));
        if (rest.IsRoot)
        {
            part.Wrong("attribute", "it ends at an item, not at an attribute");
            return null;
        }

        return Nest(part, rest, binding) is { } inner ? new ForEachNode(list, keys, [inner]) : null;
    }

    private static Dictionary<string, Argument> ReadArguments(DocumentPart part)
    {
        var arguments = new Dictionary<string, Argument>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in part.Names)
        {
            if (!part.Has(name)) continue;
            var argument = part.Raw(name).ValueKind == JsonValueKind.Object
                ? ReadArgument(part.Child(name)!)
                : new Argument.Constant(part.Node(name));
            if (argument is not null) arguments[name] = argument;
        }

        return arguments;
    }

    private static Argument? ReadArgument(DocumentPart part)
    {
        switch (part.Names.ToList())
        {
            case ["value"]:
                return new Argument.Constant(part.Has("value") ? part.Node("value") : null);
            case ["path"]:
                return PathOf(part, "path", wild: false) is { } path ? new Argument.FromService(path) : null;
            case ["item"]:
                return PathOf(part, "item", wild: false) is { } item ? new Argument.FromItem(item) : null;
            case ["all"]:
                return PathOf(part, "all", wild: true) is { } all ? new Argument.All(all) : null;
            default:
                part.Wrong("", """exactly one of {"path": from the service}, {"item": from the item}, {"all": wild path}, {"value": constant} is expected""");
                return null;
        }
    }

    private static DictPath? PathOf(DocumentPart part, string member, bool wild)
    {
        if (part.Text(member, required: true) is not { } text) return null;
        if (DictPath.TryParse(text, wild, out var path, out var mistake)) return path;
        part.Wrong(member, mistake);
        return null;
    }
}

using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Definitions;

/// <summary>What the allocation of a definition must keep to, given its attributes and the allocators that there are.</summary>
internal sealed class AllocationRules(DocumentPart document, EntityShape root, bool strict, bool releases, IAllocatorDirectory allocators)
{
    private readonly Dictionary<string, string> _filled = [];

    public void Check(IReadOnlyList<AllocationNode> nodes)
    {
        foreach (var node in nodes) Check(node, root, "", inFallback: false, top: true);
    }

    private void Check(AllocationNode node, EntityShape level, string at, bool inFallback, bool top) => node.Match<Action>(
        binding => () => CheckBinding(binding, level, at, inFallback),
        loop => () => CheckLoop(loop, level, at, inFallback),
        fallback => () => CheckFallback(fallback, level, at, top))();

    private void CheckBinding(AllocatorBinding binding, EntityShape level, string at, bool inFallback)
    {
        CheckAllocator(binding);
        if (binding.Attribute is not null) CheckAttribute(binding, level, at, inFallback);
        CheckArguments(binding, level, at);
    }

    private void CheckFallback(FallbackNode fallback, EntityShape level, string at, bool top)
    {
        if (!top) document.Wrong("allocation", $"the fallback '{fallback.Attribute}' must be at the top level");
        if (root.Attribute(fallback.Attribute) is not { Type: AttributeType.Dictionary, Modifier: AttributeModifier.Read })
            document.Wrong("allocation",
                $"the fallback '{fallback.Attribute}' must be an attribute of the service with type dict and modifier r");
        foreach (var inner in fallback.Apply) Check(inner, level, at, inFallback: true, top: false);
    }

    private void CheckLoop(ForEachNode loop, EntityShape level, string at, bool inFallback)
    {
        if (level.At(loop.List).Embedded is not { Many: true } list)
        {
            document.Wrong("allocation", $"'{at}{loop.List}' must be an embedded list");
            return;
        }

        foreach (var key in loop.IdentifiedBy.Where(k => list.Shape.Attribute(k) is null))
            document.Wrong("allocation", $"'{at}{loop.List}' has no attribute '{key}' to identify its items by");
        if (list.Keys.Count > 0 && !list.Keys.SequenceEqual(loop.IdentifiedBy))
            document.Wrong("allocation",
                $"the items of '{at}{loop.List}' must be identified by {string.Join(", ", list.Keys)}, not by " +
                $"{string.Join(", ", loop.IdentifiedBy)}");
        foreach (var inner in loop.Apply) Check(inner, list.Shape, $"{at}{loop.List}[].", inFallback, top: false);
    }

    private void CheckAllocator(AllocatorBinding binding)
    {
        if (allocators.Describe(binding.Allocator) is not { } known)
        {
            Wrong(binding, "allocator",
                $"no allocator '{binding.Allocator}' is registered (there are {string.Join(", ", allocators.Names)})");
            return;
        }

        if (known.NeedsAttribute && binding.Attribute is null) Wrong(binding, "attribute", "it is missing");
        if (binding.Key is not null && known.Parameters is null && !binding.Unique)
            Wrong(binding, "key", "only what is in the ledger has a reservation id: numbers, ranges and unique values");
        if (known.ExternalWith.Any(binding.Arguments.ContainsKey) && !releases)
            Wrong(binding, "allocator",
                "it takes from an external system, which needs a lifecycle with a state that releases, such as simple_with_deallocation");
        CheckSource(binding, known);
        foreach (var (one, other) in known.Excludes.Where(e =>
            binding.Arguments.ContainsKey(e.One) && binding.Arguments.ContainsKey(e.Other)))
            Wrong(binding, $"arguments.{other}", $"it must not be given with '{one}'");
        if (known.Range is { } range) CheckRange(binding, range);
        if (known.Parameters is not { } parameters) return;
        foreach (var name in binding.Arguments.Keys.Where(a => !parameters.Any(p => p.Name.Equals(a, StringComparison.OrdinalIgnoreCase))))
            Wrong(binding, $"arguments.{name}",
                $"'{known.Name}' has no such argument (it has {string.Join(", ", parameters.Select(p => p.Name))})");
        foreach (var parameter in parameters) CheckArgument(binding, parameter);
    }

    // A constant null is as good as nothing.
    private void CheckSource(AllocatorBinding binding, AllocatorDescription known)
    {
        if (known.NeedsOneOf.Count == 0 || known.NeedsOneOf
            .Any(name => binding.Arguments.GetValueOrDefault(name) is { } given and not Argument.Constant { Value: null }))
        {
            return;
        }
        Wrong(binding, "arguments", known.NeedsOneOf is [var one]
            ? $"'{one}' is missing"
            : $"one of {string.Join(", ", known.NeedsOneOf)} is needed, from which the value is taken");
    }

    private void CheckRange(AllocatorBinding binding, (string From, string To) range)
    {
        if (WholeOf(binding, range.From) is { } from && WholeOf(binding, range.To) is { } to && from >= to)
            Wrong(binding, $"arguments.{range.To}", $"it must be above '{range.From}', which is {from}: the range ends before {to}");
    }

    private static long? WholeOf(AllocatorBinding binding, string name) =>
        binding.Arguments.GetValueOrDefault(name) is Argument.Constant { Value: { } value }
            && AttributeTypes.TryWhole(value, out var number) ? number : null;

    // A value that is passed on must be one that the attribute can have.
    private void CheckPassedOn(AllocatorBinding binding, AttributeDefinition attribute, string path, EntityShape level)
    {
        if (allocators.Describe(binding.Allocator)?.GivesArgument is not { } name) return;
        var given = binding.Arguments.GetValueOrDefault(name);
        if (given is Argument.Constant { Value: { } value })
        {
            if (!AttributeTypes.Fits(attribute.Type, value))
                Wrong(binding, $"arguments.{name}",
                    $"{value.ToJsonString()} is not of type {AttributeTypes.NameOf(attribute.Type)}, which '{path}' must be");
            return;
        }

        if (given is not null && SourceType(given, level) is { } type && !MayFit(type, attribute.Type))
            Wrong(binding, $"arguments.{name}",
                $"it gives type {AttributeTypes.NameOf(type)}, but '{path}' must be of type {AttributeTypes.NameOf(attribute.Type)}");
    }

    // The type of the attribute that an argument reads; null when that is not known.
    private AttributeType? SourceType(Argument argument, EntityShape level) => argument.Match(
        constant: _ => null,
        fromService: service => root.At(service.Path).Attribute?.Type,
        fromItem: item => level.At(item.Path).Attribute?.Type,
        all: _ => (AttributeType?)AttributeType.List);

    // A number may be whole.
    private static bool MayFit(AttributeType given, AttributeType wanted) =>
        given == wanted
            || (given is AttributeType.Integer or AttributeType.Number && wanted is AttributeType.Integer or AttributeType.Number);

    private void CheckArgument(AllocatorBinding binding, AllocatorParameter parameter)
    {
        var argument = binding.Arguments.GetValueOrDefault(parameter.Name);
        if (argument is null && parameter.Required) Wrong(binding, $"arguments.{parameter.Name}", "it is missing");
        if (argument is not null and not Argument.Constant && parameter.ConstantOnly)
            Wrong(binding, $"arguments.{parameter.Name}", "it must be the same for all instances: a constant");
        if (argument is Argument.Constant { Value: { } value } && !AttributeTypes.Fits(parameter.Type, value)
            && !(parameter.AlsoType is { } other && AttributeTypes.Fits(other, value)))
            Wrong(binding, $"arguments.{parameter.Name}", $"{value.ToJsonString()} is not of type {parameter.Types}");
        if (argument is Argument.Constant { Value: null } && parameter.Required)
            Wrong(binding, $"arguments.{parameter.Name}", "it must have a value");
        if (parameter.Least is { } least && WholeOf(binding, parameter.Name) is { } number && number < least)
            Wrong(binding, $"arguments.{parameter.Name}", $"it must be at least {least}, not {number}");
    }

    private void CheckAttribute(AllocatorBinding binding, EntityShape level, string at, bool inFallback)
    {
        var path = $"{at}{binding.Attribute}";
        var (attribute, embedded) = level.At(binding.Attribute!);
        if (attribute is null && embedded is null) Wrong(binding, "attribute", $"there is no attribute '{path}'");
        else if ((attribute?.Modifier ?? embedded!.Modifier) != AttributeModifier.Read)
            Wrong(binding, "attribute", $"'{path}' must have the modifier r to be allocated");
        var known = allocators.Describe(binding.Allocator);
        if (attribute is not null && known?.Gives is { } gives && gives != attribute.Type && known.GivesAlso != attribute.Type
            && !(gives == AttributeType.Integer && attribute.Type == AttributeType.Number))
            Wrong(binding, "attribute",
                $"'{path}' is of type {AttributeTypes.NameOf(attribute.Type)}, but '{binding.Allocator}' gives type " +
                $"{AttributeTypes.NameOf(gives)}{(known.GivesAlso is { } also ? $" or {AttributeTypes.NameOf(also)}" : "")}");
        if (attribute is not null) CheckPassedOn(binding, attribute, path, level);
        if (!strict && !inFallback && path.Contains('.'))
            Wrong(binding, "attribute", $"'{path}' is inside an embedded entity, which needs strict modifiers or a fallback around it");
        if (!_filled.TryAdd(path, binding.Source)) Wrong(binding, "attribute", $"'{path}' is already filled by {_filled[path]}");
        if (binding.Key is not { } key) return;
        if (level.At(binding.Attribute!.Parent.Then(key)).Attribute is not { Type: AttributeType.Text, Modifier: AttributeModifier.Read })
            Wrong(binding, "key", $"'{key}' must be an attribute beside '{path}' with type string and modifier r");
    }

    private void CheckArguments(AllocatorBinding binding, EntityShape level, string at)
    {
        foreach (var (name, argument) in binding.Arguments)
        {
            var lost = argument.Match(
                constant: _ => null,
                fromService: service => Readable(root, service.Path) ? null : $"{service.Path}",
                fromItem: item => Readable(level, item.Path) ? null : $"{at}{item.Path}",
                all: all => Readable(root, all.Path) ? null : $"{all.Path}");
            if (lost is not null) Wrong(binding, $"arguments.{name}", $"there is no '{lost}'");
            var parameter = allocators.Describe(binding.Allocator)?.Parameters?.FirstOrDefault(p =>
                p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (parameter is not null && SourceType(argument, level) is { } type && !MayFit(type, parameter.Type)
                && type != parameter.AlsoType)
                Wrong(binding, $"arguments.{name}",
                    $"it reads type {AttributeTypes.NameOf(type)}, but the argument must be of type {parameter.Types}");
        }

        foreach (var watched in binding.RefreshOn.Where(w => level.Attribute(w) is null))
            Wrong(binding, "refreshOn", $"there is no attribute '{at}{watched}'");
    }

    // Inside a dict anything may be there; a wildcard is not checked further.
    private static bool Readable(EntityShape shape, DictPath path)
    {
        if (path.IsRoot) return true;
        for (var depth = 1; depth <= path.Elements.Count; depth++)
        {
            var part = DictPath.Of(path.Elements.Take(depth));
            if (part.Elements[^1].Name is null) return true;
            var (attribute, embedded) = shape.At(part);
            if (attribute?.Type == AttributeType.Dictionary) return true;
            if (attribute is null && embedded is null) return false;
        }

        return true;
    }

    private void Wrong(AllocatorBinding binding, string member, string what) => document.Wrong($"{binding.Source}.{member}", what);
}

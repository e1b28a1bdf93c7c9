using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Errors;

namespace Allocation.Core.Services.Attributes;

/// <summary>What clients may ask of the attributes of a service, when it is made and when it is changed.</summary>
internal static class ServiceAttributes
{
    /// <summary>The attributes of a new instance: those given, with defaults for those that are not.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="given">By attribute, or by path.</param>
    /// <exception cref="InvalidServiceException">There are mistakes; all are listed.</exception>
    public static AttributeSet New(ServiceDefinition definition, JsonObject given)
    {
        var mistakes = new List<string>();
        var whole = TypedText.Read(definition.Shape, PathAssignments.Build(definition, [], given, mistakes));
        var made = new NewAttributes(mistakes).Make(definition.Shape, whole, DictPath.Root);
        if (mistakes.Count > 0) throw new InvalidServiceException(definition.Name, NameOf(definition, whole), mistakes);
        return AttributeSet.Adopt(made);
    }

    /// <summary>The attributes of an instance after a change.</summary>
    /// <exception cref="InvalidServiceException">There are mistakes; all are listed.</exception>
    public static AttributeSet Change(ServiceDefinition definition, string name, AttributeSet before, JsonObject change)
    {
        var mistakes = new List<string>();
        var tree = TypedText.Read(definition.Shape, PathAssignments.Build(definition, before.Root, change, mistakes));
        var seen = FallbackMap.Unwrap(definition, before.Root);
        var after = new ChangedAttributes(definition.StrictModifiers, mistakes)
            .Make(definition.Shape, new EntityBefore(before.Root, seen), tree, DictPath.Root, ChangeRights.ByModifier);
        if (mistakes.Count > 0) throw new InvalidServiceException(definition.Name, name, mistakes);
        StaleValues.Forget(definition, before.Root, after);
        return AttributeSet.Adopt(after);
    }

    /// <summary>The name that attributes give to an instance; null when they give none.</summary>
    public static string? NameOf(ServiceDefinition definition, JsonObject attributes) =>
        PathComparison.TextOf(attributes[definition.Identity]);
}

using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;

namespace Allocation.Core.Renaming;

/// <summary>Where services say which pool their allocators take from: in the argument <c>pool</c>.</summary>
internal static class PoolAttributes
{
    /// <summary>Whether a definition names the pool itself, so that no attribute of a service decides.</summary>
    public static bool NamesIt(ServiceDefinition definition, string pool) => definition.Bindings
        .SelectMany(binding => binding.Arguments.Where(IsPool))
        .Any(argument => argument.Value.Match(constant => Means(constant.Value, pool), _ => false, _ => false, _ => false));

    /// <summary>Whether any allocator of a definition takes its pool from attributes.</summary>
    public static bool HasAny(ServiceDefinition definition) => definition.Bindings
        .SelectMany(binding => binding.Arguments.Where(IsPool))
        .Any(argument => argument.Value.Match(_ => false, _ => true, _ => true, _ => true));

    /// <summary>Whether an allocator would take from the pool because of these attributes.</summary>
    public static bool Name(ServiceDefinition definition, AttributeSet? set, string pool) =>
        set is not null && Calls(definition, set, pool).Count > 0;

    /// <summary>The attributes with the new name of a pool in the place of the old one. Where allocators take it from a list, the list is
    /// left; <see cref="Name"/> says so.</summary>
    public static AttributeSet? Renamed(ServiceDefinition definition, AttributeSet? set, string pool, string newName)
    {
        if (set is null) return null;
        var values = set.Copy();
        var changed = false;
        foreach (var call in Calls(definition, set, pool))
        {
            var path = call.Binding.Arguments.First(IsPool).Value.Match(
                _ => null, service => service.Path, item => call.Level.Path.Then(item.Path), _ => (DictPath?)null);
            if (path is null) continue;
            path.Set(values, JsonValue.Create(newName), construct: false);
            changed = true;
        }

        return changed ? AttributeSet.Adopt(values) : set;
    }

    // The walk may drop values of items that are gone, so it gets a copy.
    private static List<AllocatorCall> Calls(ServiceDefinition definition, AttributeSet set, string pool) =>
        [.. new AllocationWalk(definition, set.Copy(), null).Calls().Where(call => call.Binding.Arguments.Where(IsPool)
            .Any(argument => argument.Value.Match(
                _ => false,
                service => Means(service.Resolve(call.Level.Root, call.Level.Node), pool),
                item => Means(item.Resolve(call.Level.Root, call.Level.Node), pool),
                all => all.Resolve(call.Level.Root, call.Level.Node) is JsonArray values && values.Any(value => Means(value, pool)))))];

    private static bool IsPool(KeyValuePair<string, Argument> argument) =>
        argument.Key.Equals(PoolNumberAllocator.Pool, StringComparison.OrdinalIgnoreCase);

    private static bool Means(JsonNode? value, string pool) =>
        value is not null && PathComparison.TextOf(value) is { } text && NameKey.Of(text) == NameKey.Of(pool);
}

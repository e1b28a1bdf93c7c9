using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;

namespace Allocation.Core.Services.Running;

/// <summary>Whether a request may need anything outside the store, and so more than one transaction.</summary>
internal static class ExternalUse
{
    /// <summary>Whether all that it needs outside are numbers, so that no code of a user looks at what was made before.</summary>
    public static bool IsOfNumbers(ServiceRequest request, AllocatorSet allocators) =>
        request.Definition.Bindings.All(binding => allocators.FindBuiltIn(binding.Allocator) is not null);

    /// <summary>True also when it is not certain.</summary>
    public static bool Of(ServiceRequest request, AllocatorSet allocators) =>
        request.Definition.Bindings.Any(binding => Of(binding, request, allocators));

    /// <summary>The pools outside the store that a request takes its next numbers of; none when that is not certain, when it asks for one
    /// number and no other, or when the code of a user takes part.</summary>
    public static IReadOnlyList<string> PoolsOf(ServiceRequest request, AllocatorSet allocators)
    {
        var outside = request.Definition.Bindings.Where(binding => Of(binding, request, allocators)).ToList();
        return IsOfNumbers(request, allocators) && outside.TrueForAll(IsPlain) ? outside.ConvertAll(Pool) : [];

        bool IsPlain(AllocatorBinding binding) => allocators.FindBuiltIn(binding.Allocator) is PoolNumberAllocator
            && Value(binding, PoolNumberAllocator.Exactly) is null
            && binding.Arguments.Values.All(argument =>
                argument.Match(constant: _ => true, fromService: _ => true, fromItem: _ => false, all: _ => false));

        string Pool(AllocatorBinding binding) => Value(binding, PoolNumberAllocator.File) is { } file
            ? PoolReference.OfFile(file).Text
            : Value(binding, PoolNumberAllocator.Pool)!;

        string? Value(AllocatorBinding binding, string name) => binding.Arguments.TryGetValue(name, out var argument)
            ? argument.Resolve(request.Attributes.Root, request.Attributes.Root)?.ToString()
            : null;
    }

    private static bool Of(AllocatorBinding binding, ServiceRequest request, AllocatorSet allocators) =>
        allocators.FindBuiltIn(binding.Allocator) is { } builtIn
        ? builtIn.Description.ExternalWith.Any(name =>
            binding.Arguments.TryGetValue(name, out var argument) && MayBe(argument, request, value => value is not null))
            || (builtIn is PoolNumberAllocator && binding.Arguments.TryGetValue(PoolNumberAllocator.Pool, out var pool)
                && MayBe(pool, request, value => PoolReference.IsExternal(value?.ToString())))
        : allocators.FindCustom(binding.Allocator) is not { TouchesExternal: false };

    // What an item of a list has, or what other allocators give, is not known before they ran.
    private static bool MayBe(Argument argument, ServiceRequest request, Func<JsonNode?, bool> isSo)
    {
        bool Known() => isSo(argument.Resolve(request.Attributes.Root, request.Attributes.Root));
        return argument.Match(constant: _ => Known(), fromService: _ => Known(), fromItem: _ => true, all: _ => true);
    }
}
